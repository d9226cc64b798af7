/* Another language opens at the section that is being read. */
{
  const sections = [...document.querySelectorAll("main section[id], .article :is(h2, h3)")];
  document.onclick = ({ target }) => {
    const link = target.closest("a[hreflang], .language-switch a");
    const read = sections.filter((one) => one.getBoundingClientRect().top < innerHeight / 3);
    if (link) link.hash = (scrollY && read.pop()?.id) || "";
  };
}
