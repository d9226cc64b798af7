/* Leave this page: blank it at once and replace it in the history; Shift three times does the same. */
{
  const page = document.documentElement;
  const link = document.querySelector("[data-leave]");
  const leave = () => {
    page.hidden = true;
    document.title = "";
    location.replace(link.href);
    return false;
  };
  link.onclick = leave;
  /* A page that comes back from the browser's memory after leaving leaves again. */
  onpageshow = () => page.hidden && leave();
  let presses = [];
  onkeydown = ({ key, code, repeat, timeStamp }) => {
    if (key !== "Shift") presses = [];
    /* A keyboard on the screen has no codes; its Shift is pressed while typing. */
    else if (code && !repeat) {
      presses.unshift(timeStamp);
      if (timeStamp - presses[2] < 5000) leave();
    }
  };
}
