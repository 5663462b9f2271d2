"use strict";
// Draws each chart live over its picture. The picture stays where drawing fails, and for print.
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

  for (const figure of document.querySelectorAll("figure.chart")) {
    draw(figure).catch((error) => console.error(`A chart stays a picture: ${error}`));
  }
})();
