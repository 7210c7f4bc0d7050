// Everything works without scripts; this only makes some of it handier.
document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
