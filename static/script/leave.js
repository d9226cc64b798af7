/* Leave this page: blank it at once and replace it in the history; Shift three times does the same. */
(() => {
  const link = document.querySelector("[data-leave]");
  const leave = () => {
    document.documentElement.hidden = true;
    document.title = "";
    location.replace(link.href);
  };
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  /* A page that comes back from the browser's memory after leaving leaves again. */
  addEventListener("pageshow", (event) => {
    if (event.persisted && document.documentElement.hidden) leave();
  });
  let presses = [];
  addEventListener("keydown", (event) => {
    /* A keyboard on the screen has no codes; its Shift is pressed while typing. */
    if (event.key !== "Shift" || event.repeat || !event.code) {
      if (event.key !== "Shift") presses = [];
      return;
    }
    presses = [...presses.filter((time) => event.timeStamp - time < 5000), event.timeStamp];
    if (presses.length === 3) leave();
  });
})();
