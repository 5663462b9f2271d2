// Folds the contents away where the window is narrow, and again when a reader has chosen.
(() => {
  const contents = document.querySelector("nav details");
  const wide = window.matchMedia("(min-width: 70rem)");
  const fold = () => (contents.open = wide.matches);
  fold();
  wide.addEventListener("change", fold);
  contents.addEventListener("click", (event) => {
    if (event.target.closest("a")) fold();
  });
})();
