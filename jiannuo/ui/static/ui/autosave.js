// Drafts save themselves. <form data-autosave="URL" data-key="pledge-12" data-saved-at="ISO time of the stored draft">
// with <p class="saved" data-saved></p> inside. 800 ms after the last key the form is sent to URL; when that fails the
// text stays on this device and comes back when the page is opened again. Answers: 2xx saved (JSON {"version": n} renews
// the hidden field "version"), 409 somebody else saved in between (the page is loaded again to show both).
// With data-autosave="" nothing is sent: what was typed stays on this device until it is handed in, and only the boxes
// that the person changed come back. data-mark says how things stood; what was sent has arrived once it is another.
// Copies do not lie about on a computer that many use: what has arrived goes with the next page, what was sent goes at
// the latest when its author signs out by <form data-leaves>, what was never sent after 30 days (docs/decisions/0030).
const clock = () => new Date().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });
const slot = (form) => `draft:${document.body.dataset.user || ""}:${form.dataset.key || form.dataset.autosave}`;
const skipped = new Set(["csrfmiddlewaretoken", "once", "version"]);

const isLocal = (form) => !form.dataset.autosave;
function isAsGiven(box) {
  if ("kept" in box.dataset) return false; // put back from this device
  if (box.type === "checkbox" || box.type === "radio") return box.checked === box.defaultChecked;
  return box.options ? [...box.options].every((option) => option.selected === option.defaultSelected) : box.value === box.defaultValue;
}
function typed(form) {
  const values = {};
  const changed = isLocal(form) && new Set([...form.elements].filter((box) => !isAsGiven(box)).map((box) => box.name));
  for (const [name, value] of new FormData(form)) {
    if (!skipped.has(name) && typeof value === "string" && (!changed || changed.has(name))) (values[name] ||= []).push(value);
  }
  return values;
}
function put(form, values) {
  let found = 0;
  for (const box of form.querySelectorAll("textarea, input:not([type=hidden]), select")) {
    const kept = values[box.name];
    if (kept) found += 1;
    else if (isLocal(form)) continue;
    if (isLocal(form)) box.dataset.kept = "";
    if (box.type === "checkbox" || box.type === "radio") box.checked = Boolean(kept?.includes(box.value));
    else if (kept) box.value = kept.shift() ?? box.value;
  }
  return found;
}
const versionOf = (form) => form.elements.namedItem("version");
function keep(form, isSent = false) {
  const copy = { at: new Date().toISOString(), version: versionOf(form)?.value, mark: form.dataset.mark, isSent, values: typed(form) };
  try { localStorage.setItem(slot(form), JSON.stringify(copy)); return true; } catch { return false; }
}
// Whether a copy of this device is to be put back. Where the form carries a version: a copy that was sent has arrived once
// the version has moved on; one that was never sent keeps its old version, so that the server shows both texts.
function isWanted(form, copy) {
  const version = versionOf(form);
  if (JSON.stringify(copy.values) === JSON.stringify(typed(form))) return false;
  if (!version || !copy.version) return !form.dataset.savedAt || new Date(copy.at) > new Date(form.dataset.savedAt);
  if (Number(copy.version) >= Number(version.value)) return true;
  if (!copy.isSent) version.value = copy.version;
  return !copy.isSent;
}
// The same where nothing is sent before it is handed in: what was handed in has arrived once the mark has changed.
function isStillLocal(form, copy) {
  if (copy.isSent) return copy.mark === form.dataset.mark;
  const version = versionOf(form);
  if (version && copy.version) version.value = copy.version;
  return Object.keys(copy.values).length > 0;
}
const forget = (form) => { try { localStorage.removeItem(slot(form)); } catch { /* nothing was kept */ } };

function watch(form) {
  const line = form.querySelector("[data-saved]");
  let timer = 0, unsaved = false, isKept = true, running = false, again = false, pressed, sending;
  const say = (words, state) => { if (line) { line.textContent = words; line.dataset.state = state; } };

  async function save() {
    if (running) { again = true; return; }
    running = true; again = false;
    const sent = JSON.stringify(typed(form));
    sending = new AbortController();
    try {
      const body = new FormData(form);
      body.delete("once");
      const answer = await fetch(form.dataset.autosave, { method: "POST", body, headers: { "X-Autosave": "1" }, redirect: "manual", signal: sending.signal });
      if (answer.ok) saved(sent, await answer.json().catch(() => ({})));
      else if (answer.status === 409) say("这份草稿刚在别处保存过。您的文字已存在本机，请点下面的按钮，两份文字都能看到。", "failed");
      else if (answer.type === "opaqueredirect" || answer.status === 403) say("登录已过期，内容已存在本机。请重新登录后继续。", "failed");
      else say("暂时没有存上，内容已存在本机。", "failed");
    } catch { say("网络不通，已存在本机。", "failed"); timer = setTimeout(save, 10000); }
    running = false;
    if (pressed !== undefined) form.requestSubmit(pressed);
    else if (again) save();
  }
  function saved(sent, answer) {
    const version = versionOf(form);
    if (version && answer.version !== undefined) version.value = answer.version;
    if (JSON.stringify(typed(form)) === sent) { unsaved = false; forget(form); }
    say(`已保存 ${clock()}`, "saved");
  }
  function changed() {
    unsaved = true;
    isKept = keep(form);
    if (isLocal(form)) return say(isKept ? "还没有提交，已存在本机。" : "还没有提交，本机无法留底。", isKept ? "saving" : "failed");
    say(isKept ? "正在保存…" : "正在保存，本机无法留底。", "saving");
    clearTimeout(timer);
    timer = setTimeout(save, 800);
  }
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!navigator.onLine) { // sent now it would only end on the browser's own page of error
      event.preventDefault();
      isKept = keep(form);
      say(`网络不通，${isLocal(form) ? "还没有提交，写的内容" : ""}已存在本机。连上网络后请再点一次。`, "failed");
      return;
    }
    keep(form, true);
    noteSent(form);
    if (running) { // a save is on its way: wait for its version, but not long
      event.preventDefault();
      pressed = event.submitter;
      say("正在保存，马上继续…", "saving");
      setTimeout(() => sending.abort(), 4000);
      return;
    }
    pressed = undefined;
    unsaved = false;
  });
  window.addEventListener("online", () => { if (unsaved && !isLocal(form)) save(); });
  window.addEventListener("beforeunload", (event) => { if (unsaved && !isKept) event.preventDefault(); });

  let copy = null;
  try { copy = JSON.parse(localStorage.getItem(slot(form))); } catch { /* unreadable: as if there were none */ }
  const isPutBack = !isLocal(form) && "putBack" in document.body.dataset; // by the server, after a new sign-in
  if (!copy && !isPutBack) return;
  const isGood = copy && (isLocal(form) ? isStillLocal(form, copy) : isWanted(form, copy));
  if (!isGood || !put(form, copy.values)) {
    if (isPutBack) { changed(); say("已放回您刚才写的内容，正在保存…", "saving"); } else forget(form);
    return;
  }
  if (isLocal(form)) keep(form, copy.isSent);
  else changed();
  form.closest("details")?.setAttribute("open", "");
  for (const part of form.querySelectorAll("details:has([data-kept])")) part.open = true;
  say(`已恢复您上次在本机未${isLocal(form) ? "提交" : "存上"}的内容。`, "saving");
}
// A copy that was sent goes when the answer led on from the form's page to one without the form: there the text has arrived.
// Sent and lost on the way, refused, or stopped by a sign-in that had expired, it waits for the form's page.
const pageOf = (address) => address.split("#")[0];
function noteSent(form) {
  if (form.hasAttribute("hx-post")) return; // the answer comes into this page
  try { sessionStorage.setItem("sent", JSON.stringify({ slot: slot(form), from: pageOf(location.href) })); } catch { /* the copy waits */ }
}
function dropArrived() {
  let sent = null;
  try { sent = JSON.parse(sessionStorage.getItem("sent")); sessionStorage.removeItem("sent"); } catch { /* as if nothing was sent */ }
  const [led] = performance.getEntriesByType("navigation");
  if (!sent || !mine(sent.slot) || !led?.redirectCount || (led.responseStatus || 200) !== 200) return;
  if (pageOf(document.referrer) !== sent.from) return;
  if ([...document.querySelectorAll("form[data-autosave]")].some((form) => slot(form) === sent.slot)) return;
  localStorage.removeItem(sent.slot);
}
const mine = (name) => Boolean(document.body.dataset.user) && name.startsWith(`draft:${document.body.dataset.user}:`);
function dropWhere(isOld) {
  try {
    for (const name of Object.keys(localStorage).filter((one) => one.startsWith("draft:"))) {
      let copy = {};
      try { copy = JSON.parse(localStorage.getItem(name)) || {}; } catch { /* unreadable: it goes */ }
      if (isOld(name, copy)) localStorage.removeItem(name);
    }
  } catch { /* nothing is kept here */ }
}
const longest = 30 * 24 * 3600 * 1000;
dropWhere((_, copy) => !(Date.now() - new Date(copy.at) < longest));
try { dropArrived(); } catch { /* nothing is kept here */ }
document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-leaves]")) dropWhere((name, copy) => mine(name) && copy.isSent);
});
const watched = new WeakSet();
function watchIn(place) {
  for (const form of place.querySelectorAll("form[data-autosave]")) if (!watched.has(form)) { watched.add(form); watch(form); }
}
watchIn(document);
document.addEventListener("htmx:load", (event) => watchIn(event.detail.elt.parentElement || document)); // a case opened beside its list
