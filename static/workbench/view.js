/* The translator's view: lists the messages of the framed page, shows the one pointed at, and
   follows the files as they are saved. */
const [page, beside] = document.querySelectorAll("iframe");
const find = (id) => document.getElementById(id);
const make = (name, text, attributes = {}) => {
  const element = document.createElement(name);
  element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};
let messages = new Map();

function findIn(frame, number) {
  const marks = `[data-message="${number}"], [data-messages~="${number}"]`;
  const found = [...frame?.contentDocument?.querySelectorAll(marks) ?? []];
  return found.find((one) => one.checkVisibility()) ?? found[0];
}

const STATES = {
  translated: "translated",
  fuzzy: "fuzzy: the English changed; readers see English until you look again",
  missing: "missing: readers see English",
  refused: "refused: readers see English",
  source: "the source text, or a test language",
};

/* Within its frame alone: scrollIntoView would move this page too. */
function showIn(frame, element) {
  const { top } = element.getBoundingClientRect();
  frame.contentWindow.scrollBy(0, top - frame.clientHeight / 3);
}

function show(message) {
  const language = page.contentDocument.documentElement;
  const own = { lang: language.lang, dir: language.dir, class: "translation" };
  const list = document.createElement("dl");
  const add = (name, text, attributes) => {
    if (text) list.append(make("dt", name), make("dd", text, attributes));
  };
  add("English", message.msgid, { lang: "en" });
  add("English before", message.previous, { lang: "en" });
  add("English, plural", message.plural, { lang: "en" });
  message.translation.forEach((text, place) => {
    const numbers = message.examples[place];
    add(numbers ? `Translation for ${numbers} …` : "Translation", text, own);
  });
  add("State", STATES[message.state]);
  for (const one of message.faults) add("To mend", one);
  add("Context", message.context);
  add("What to mind", message.comment);
  add("File and line", message.line ? `${message.file}:${message.line}` : "");
  add("Used in", message.used_in);
  find("message").replaceChildren(list);
}

function choose(number) {
  for (const frame of beside ? [page, beside] : [page]) {
    frame.contentDocument.querySelector(".chosen")?.classList.remove("chosen");
    const there = findIn(frame, number);
    there?.classList.add("chosen");
    there?.closest("details")?.setAttribute("open", "");
    if (there && frame === beside) showIn(frame, there);
  }
  show(messages.get(number));
}

function entry(message) {
  const button = make("button", message.msgid, { type: "button", lang: "en" });
  const why = message.state === "translated" && message.faults.length ? "look again" : message.state;
  button.append(make("span", message.seen ? why : `${why}; heard, in the title or in a menu`));
  button.addEventListener("click", () => {
    choose(message.number);
    const there = findIn(page, message.number);
    if (there) showIn(page, there);
  });
  const item = document.createElement("li");
  item.append(button);
  return item;
}

function listen(inside) {
  const controls = "a, button, summary, label, input, select";
  const message = ({ target }) => {
    const marked = target.closest("[data-message]")
      ?? (target.matches(controls) && target.querySelector("[data-message]"));
    return Number(marked ? marked.dataset.message : target.dataset.messages?.split(" ")[0]);
  };
  for (const kind of ["pointerover", "focusin"]) {
    inside.addEventListener(kind, (event) => {
      const number = message(event);
      if (messages.has(number)) choose(number);
    });
  }
  for (const one of inside.querySelectorAll("[data-message]")) {
    if (!one.closest(controls)) one.tabIndex = 0;
  }
}

function follow(inside) {
  const path = inside.location.pathname.split("/").slice(2).join("/") + inside.location.search;
  document.querySelector("input[name=page]").value = path;
  const address = new URL(location);
  address.searchParams.set("page", path);
  history.replaceState(null, "", address);
  for (const link of document.querySelectorAll(".bar a")) {
    const target = new URL(link.href);
    target.searchParams.set("page", path);
    link.href = target;
  }
  if (!beside) return;
  const wanted = `/${beside.getAttribute("src").split("/")[1]}/${path}`;
  const there = beside.contentWindow.location;
  if (there.pathname + there.search !== wanted) there.replace(wanted);
}

function read() {
  const inside = page.contentDocument;
  const data = inside.getElementById("messages");
  const listed = data ? JSON.parse(data.textContent) : [];
  messages = new Map(listed.map((one) => [one.number, one]));
  const left = listed.filter((one) => one.left);
  find("left").replaceChildren(...left.map(entry));
  find("all").replaceChildren(...listed.map(entry));
  find("count").textContent = data
    ? `${left.length} of ${listed.length} messages need a look.`
    : inside.querySelector(".caution")?.textContent ?? "This page has no messages.";
  listen(inside);
  follow(inside);
}

let state;
async function watch() {
  const answer = await fetch("/translator/changes").catch(() => null);
  if (answer?.ok) {
    const now = (await answer.json()).state;
    if (state && now !== state) {
      page.contentWindow.location.reload();
      beside?.contentWindow.location.reload();
    }
    state = now;
  }
  setTimeout(watch, 1000);
}

page.addEventListener("load", read);
if (page.contentDocument?.readyState === "complete" && page.contentDocument.body?.children.length) read();
watch();
