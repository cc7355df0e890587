"use strict";
// The table of all cases: search, filters, sorting, details and links to single cases.
// Everything here only adds to the page; without it the table reads as it stands.
const Audit = {
  data: JSON.parse(document.getElementById("cases-data").textContent),

  // An element with properties and children; text stays text.
  make(name, properties = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (value === undefined || value === null) continue;
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else if (key in element && key !== "list") element[key] = value;
      else element.setAttribute(key, value);
    }
    element.append(...children.filter((child) => child !== undefined && child !== null));
    return element;
  },

  // A change of the audited metric.
  signed(value) {
    if (value === undefined) return "";
    const digits = this.data.decimals;
    const text = Math.abs(value).toFixed(digits);
    return (Number(text) === 0 ? "±" : value < 0 ? "−" : "+") + text;
  },

  number(value, digits) {
    if (value === undefined) return "";
    if (typeof value === "string") return value;
    const text = digits === undefined ? Number(value.toPrecision(5)).toString() : value.toFixed(digits);
    return text.replace("-", "−");
  },
};

// A picture that stands in the page once is shown wherever it is needed.
for (const link of document.querySelectorAll("a.same")) {
  const source = document.getElementById(link.dataset.same);
  if (!source) continue;
  link.replaceWith(
    Audit.make("img", {
      className: "picture", src: source.src, alt: link.dataset.alt, width: source.width, height: source.height,
      decoding: "async",
    }));
}

(() => {
  const table = document.getElementById("case-table");
  const tools = document.getElementById("case-tools");
  if (!table || !tools) return;
  const { make } = Audit;
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const columns = table.tHead.rows[0].cells;
  const words = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));

  // Filters.
  const search = make("input", { type: "search", id: "case-search", placeholder: "image, attack, start", oninput: filter });
  const attack = make(
    "select", { id: "case-attack", onchange: filter },
    make("option", { value: "" }, "all attacks"),
    ...[...new Set(rows.map((row) => row.dataset.attack))].map((name) =>
      make("option", { value: name }, Audit.data.attacks[name] ?? name)));
  const boxes = ["failed", "error", "inflated", "not_decided", "not_applicable", "passed"].flatMap((verdict) => {
    const own = rows.filter((row) => row.dataset.verdict === verdict);
    if (!own.length) return [];
    const name = own[0].cells[0].textContent.trim();
    const box = make("input", { type: "checkbox", checked: true, value: verdict, onchange: filter });
    return [{ box, label: make("label", {}, box, ` ${name} (${own.length})`) }];
  });
  const status = make("span", { className: "note", role: "status" });
  tools.append(
    make("label", {}, "Search ", search),
    make("label", {}, "Attack ", attack),
    make("fieldset", {}, make("legend", { className: "skip" }, "Verdicts"), ...boxes.map(({ label }) => label)),
    status);

  function filter() {
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const verdicts = new Set(boxes.filter(({ box }) => box.checked).map(({ box }) => box.value));
    let shown = 0;
    for (const row of rows) {
      const visible = verdicts.has(row.dataset.verdict) && (!attack.value || row.dataset.attack === attack.value)
        && wanted.every((word) => words.get(row).includes(word));
      row.hidden = !visible;
      if (row.detail) row.detail.hidden = !visible;
      if (visible) shown += 1;
    }
    status.textContent = shown === rows.length ? "" : `${shown} of ${rows.length} cases`;
  }

  // Sorting.
  const original = new Map(rows.map((row, index) => [row, index]));
  [...columns].forEach((cell, index) => {
    const isNumber = cell.classList.contains("n");
    const button = make("button", { type: "button", title: "Sort", onclick: () => sort(index, isNumber) }, cell.textContent);
    cell.replaceChildren(button);
  });

  function sort(index, isNumber) {
    const cell = columns[index];
    const first = isNumber ? "descending" : "ascending";
    const next = cell.ariaSort === first ? (isNumber ? "ascending" : "descending") : first;
    for (const other of columns) {
      other.ariaSort = null;
      other.removeAttribute("aria-sort");
      other.firstChild.textContent = other.firstChild.textContent.replace(/ [▾▴]$/, "");
    }
    cell.setAttribute("aria-sort", next);
    cell.firstChild.textContent += next === "descending" ? " ▾" : " ▴";
    const direction = next === "descending" ? -1 : 1;
    const key = (row) => row.cells[index].dataset.value ?? row.cells[index].textContent;
    const numeric = isNumber || index === 0;
    rows.sort((a, b) => {
      const [x, y] = [key(a), key(b)];
      // What has no value goes last, whatever the direction.
      if ((x === "") !== (y === "")) return x === "" ? 1 : -1;
      const order = numeric ? Number(x) - Number(y) : x.localeCompare(y, "en", { numeric: true });
      return order * direction || original.get(a) - original.get(b);
    });
    for (const row of rows) body.append(row, ...(row.detail ? [row.detail] : []));
  }

  // Details.
  for (const row of rows) {
    const link = row.querySelector("th a");
    const toggle = make("button", {
      type: "button", className: "more", ariaExpanded: "false", ariaLabel: `Details of ${link.textContent}`,
      onclick: () => open(row, !row.detail),
    }, "▸");
    row.toggle = toggle;
    link.before(toggle);
  }

  function open(row, wanted) {
    row.toggle.ariaExpanded = String(wanted);
    row.toggle.textContent = wanted ? "▾" : "▸";
    if (!wanted) {
      row.detail?.remove();
      row.detail = null;
    } else if (!row.detail) {
      row.detail = make(
        "tr", { className: "detail" }, make("td", { colSpan: columns.length }, ...details(row.id)));
      row.after(row.detail);
    }
  }

  function details(id) {
    const details = Audit.data.cases[id];
    if (!details) return ["Nothing more is known of this case."];
    const facts = [];
    if (details.size) facts.push(`${details.size[0]}×${details.size[1]}`);
    for (const [name, value] of Object.entries(details.chosen ?? {})) facts.push(`${name} ${Audit.number(value)}`);
    if (details.spread !== undefined) facts.push(`honest ladders differ by ${Audit.number(details.spread, Audit.data.decimals)}`);
    facts.push(...(details.notes ?? []));
    const parts = [];
    if (details.reason) parts.push(make("p", { className: "reason" }, details.reason[0].toUpperCase() + details.reason.slice(1)));
    if (facts.length) parts.push(make("p", { className: "note" }, facts.join(" · ")));
    const pictures = make("p");
    if (details.pictures && Audit.compare) {
      pictures.append(make("button", { type: "button", onclick: () => Audit.compare(id) }, "Compare pictures"), " ");
    }
    for (const role of ["reference", "start", "attacked"]) {
      const path = details.pictures?.[role];
      if (path) pictures.append(make("a", { href: path }, role), " ");
    }
    parts.push(pictures);
    if (details.tone) parts.push(make("p", { className: "note" }, details.tone));
    if (details.members.length) parts.push(members(details.members));
    return parts;
  }

  function members(list) {
    const head = ["Metric", "Group", "Start", "Attacked", "Implies", "Inflation"];
    return make(
      "table", { className: "numbers" },
      make("thead", {}, make("tr", {}, ...head.map((name, index) =>
        make("th", { scope: "col", className: index > 1 ? "n" : "" }, name)))),
      make("tbody", {}, ...list.map((member) => {
        const info = Audit.data.members[member.id] ?? { title: member.id, votes: true };
        const bound = member.bound === "below" ? "≤ " : member.bound === "above" ? "≥ " : "";
        const reach = member.bound === "below" ? "≥ " : member.bound === "above" ? "≤ " : "";
        const cell = (text) => make("td", { className: "n" }, text);
        if (member.missing) {
          return make(
            "tr", {}, make("th", { scope: "row" }, info.title), make("td", {}, info.group ?? ""),
            cell(Audit.number(member.start)), make("td", { colSpan: 3, className: "text" }, member.missing));
        }
        return make(
          "tr", {}, make("th", { scope: "row" }, info.votes ? info.title : `(${info.title})`),
          make("td", {}, info.group ?? ""), cell(Audit.number(member.start)),
          cell(Audit.number(member.value) + (member.matched === undefined ? "" : ` (${Audit.number(member.matched)} matched)`)),
          cell(member.implied === undefined ? "" : bound + Audit.number(member.implied, Audit.data.decimals)),
          cell(member.inflation === undefined ? "" : reach + Audit.signed(member.inflation)));
      })));
  }

  // Links to single cases: #c-… opens the case, #c-…/compare its pictures too.
  function follow() {
    const [id, action] = decodeURIComponent(location.hash.slice(1)).split("/");
    const row = rows.find((candidate) => candidate.id === id);
    if (!row) return;
    if (row.hidden) {
      search.value = "";
      attack.value = "";
      for (const { box } of boxes) box.checked = true;
      filter();
    }
    open(row, true);
    row.scrollIntoView({ block: "center", behavior: "instant" });
    if (action === "compare") Audit.compare?.(id);
  }
  addEventListener("hashchange", follow);
  addEventListener("load", follow);

  // "/" goes to the search, as people expect.
  addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, select, textarea, dialog");
    if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      search.focus();
      search.scrollIntoView({ block: "center" });
    }
  });
  // On paper everything is open.
  addEventListener("beforeprint", () => {
    for (const element of document.querySelectorAll("details")) element.open = true;
  });
})();
