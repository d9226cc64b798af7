/* A plain file cannot ask the clock of a server: show the sentence that is true by the device's. */
(() => {
  const look = () => {
    const now = Date.now() / 60000;
    for (const one of document.querySelectorAll("[data-during]")) {
      one.hidden = !one.dataset.during.split(" ").some((stretch) => {
        const [start, length] = stretch.split("+");
        return now >= +start && now < +start + +length;
      });
    }
  };
  look();
  setInterval(look, 60000);
})();
