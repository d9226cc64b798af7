/* Another language opens at the section that is being read. */
(() => {
  const sections = [...document.querySelectorAll("main section[id]")];
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[hreflang]");
    if (!link || link.origin !== location.origin) return;
    const read = sections.filter((one) => one.getBoundingClientRect().top < innerHeight / 3);
    link.hash = scrollY && read.length ? read[read.length - 1].id : "";
  });
})();
