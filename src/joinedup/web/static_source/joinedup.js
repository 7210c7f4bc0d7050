// Everything works without scripts; this only makes some of it handier.
document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
// After a mistake what is wrong is read out first, and the Tab key goes on from there.
document.querySelector(".nhsuk-error-summary")?.focus();
