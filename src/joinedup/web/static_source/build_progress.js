// Asks how far a build is, every other second, and loads the page once more when it is over.
const shown = document.querySelector("[data-progress]");

async function ask() {
  try {
    const answer = await fetch(shown.dataset.progress, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const { is_over: isOver, percent, sentence } = await answer.json();
    if (isOver) {
      location.reload();
      return;
    }
    shown.querySelector("progress").value = percent;
    const status = shown.querySelector("[role=status]");
    if (status.textContent !== sentence) status.textContent = sentence;
  } catch {
    // The network is away for a moment: ask again.
  }
  setTimeout(ask, 2000);
}

if (shown) setTimeout(ask, 1000);
