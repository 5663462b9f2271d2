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
    // Its one name is read out, not each of its marks.
    for (const part of drawn.children) part.setAttribute("aria-hidden", "true");
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

  const reached = new ResizeObserver((changes) => changes.forEach(({ target }) => reach(target)));

  // One after the other, from the top: a page of many charts can be read and used meanwhile.
  async function drawAll() {
    for (const figure of document.querySelectorAll("figure.chart")) {
      try {
        await draw(figure);
      } catch (error) {
        console.error(`A chart stays a picture: ${error}`);
      }
      reached.observe(figure);
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
  drawAll();
})();
