// Asks how far a run is, every other second, and loads the page once more when it is over.
const shown = document.querySelector("[data-progress]");

function say(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

function show(part, said) {
  part.querySelector("progress").value = said.percent;
  say(part.querySelector(".joinedup-part__said"), said.sentence);
  const tag = part.querySelector(".nhsuk-tag");
  say(tag, said.tag);
  tag.className = `nhsuk-tag nhsuk-tag--${said.colour}`;
}

async function ask() {
  try {
    const answer = await fetch(shown.dataset.progress, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const { is_over: isOver, sentence, parts } = await answer.json();
    if (isOver) {
      location.reload();
      return;
    }
    say(shown.querySelector("[role=status]"), sentence);
    shown.querySelectorAll(".joinedup-part").forEach((part, number) => show(part, parts[number]));
  } catch {
    // The network is away for a moment: ask again.
  }
  setTimeout(ask, 2000);
}

if (shown) setTimeout(ask, 1000);
