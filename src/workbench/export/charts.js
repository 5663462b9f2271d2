"use strict";
// Draws each chart live over its picture. The picture stays where drawing fails, and for print.
// Folds the contents away where the window is narrow.
(() => {
  const options = {
    mode: "vega-lite",
    renderer: "svg",
    actions: false,
    // Expressions are interpreted, not compiled: the page's policy forbids eval.
    ast: true,
  };

  async function draw(figure) {
    const live = figure.querySelector(".live");
    const picture = figure.querySelector("img");
    const spec = JSON.parse(figure.querySelector("script").textContent);
    await vegaEmbed(live, spec, options);
    const drawn = live.querySelector("svg");
    drawn.setAttribute("role", "img");
    drawn.setAttribute("aria-label", picture.alt);
    // A chart that was enlarged: its picture says how large it is to be.
    if (figure.dataset.enlarged !== undefined) {
      for (const side of ["width", "height"]) {
        drawn.setAttribute(side, picture.getAttribute(side));
      }
    }
    figure.classList.add("drawn");
  }

  // Where a chart is wider than the window it scrolls, so the keyboard must reach it.
  function reach(figure) {
    if (figure.scrollWidth > figure.clientWidth) figure.tabIndex = 0;
    else figure.removeAttribute("tabindex");
  }

  const figures = document.querySelectorAll("figure.chart");
  const reached = new ResizeObserver((changes) => changes.forEach(({ target }) => reach(target)));
  for (const figure of figures) {
    draw(figure)
      .catch((error) => console.error(`A chart stays a picture: ${error}`))
      .finally(() => reached.observe(figure));
  }

  const contents = document.querySelector("nav details");
  const wide = window.matchMedia("(min-width: 70rem)");
  const fold = () => (contents.open = wide.matches);
  fold();
  wide.addEventListener("change", fold);
  contents.addEventListener("click", (event) => {
    if (event.target.closest("a")) fold();
  });
})();
