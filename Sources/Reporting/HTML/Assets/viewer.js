"use strict";
// Comparing pictures: divider, flicker, side by side and heat map, at true pixels, with zoom and pan kept in step.
(() => {
  const { make } = Audit;
  // The heat map's scale is fixed, so that maps of different cases can be compared: levels of luma at its top.
  const heatTop = 32;
  const heatStops = [[0, 0, 4], [60, 15, 110], [150, 38, 103], [220, 80, 57], [250, 165, 40], [252, 255, 190]];
  const speeds = [0.5, 1, 2, 3]; // changes a second; more than three flashes a second harm some people
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const names = { reference: "Reference", start: "Start", attacked: "Attacked" };
  const modes = { divider: "Divider", flicker: "Flicker", side: "Side by side", heat: "Heat map" };

  const state = { pictures: [], a: 0, b: 0, mode: "divider", scale: 1, x: 0, y: 0, divider: 50, speed: 2, top: true, timer: 0 };
  let view = null;

  // The pictures of a case: those in the page, else the files of the run's folder.
  function picturesOf(id) {
    const article = document.querySelector(`article[data-case="${CSS.escape(id)}"]`);
    const found = ["reference", "start", "attacked"].flatMap((role) => {
      const inPage = article?.querySelector(`figure[data-role="${role}"] img`);
      const source = inPage?.src ?? Audit.data.cases?.[id]?.pictures?.[role];
      const name = inPage?.closest("figure").dataset.name ?? names[role];
      return source ? [{ role, source, name }] : [];
    });
    return found;
  }

  function title(id) {
    const row = document.getElementById(id);
    if (row) return [1, 2, 3].map((index) => row.cells[index].textContent.replace("▸", "").replace("▾", "")).join(" · ");
    return document.querySelector(`article[data-case="${CSS.escape(id)}"] h3`)?.textContent ?? "Pictures";
  }

  Audit.compare = (id, mode) => {
    const pictures = picturesOf(id);
    if (pictures.length < 2) return;
    view ??= build();
    Object.assign(state, { pictures, a: pictures.length - 2, b: pictures.length - 1, mode: mode ?? state.mode, id });
    for (const select of [view.a, view.b]) {
      select.replaceChildren(...pictures.map(({ name }, index) => make("option", { value: index }, name)));
    }
    view.title.textContent = title(id);
    view.dialog.showModal();
    view.stage.focus();
    load();
  };

  function build() {
    const v = {};
    const button = (text, action, properties = {}) => make("button", { type: "button", onclick: action, ...properties }, text);
    v.title = make("h2", { id: "viewer-title" });
    v.a = make("select", { onchange: () => choose("a", v.a.value) });
    v.b = make("select", { onchange: () => choose("b", v.b.value) });
    v.modes = Object.entries(modes).map(([mode, name]) =>
      button(name, () => setMode(mode), { "data-mode": mode, ariaPressed: "false" }));
    v.divider = make("input", { type: "range", min: 0, max: 100, step: 0.5, value: 50, oninput: () => setDivider(Number(v.divider.value)) });
    v.speed = make("select", { onchange: () => setSpeed(Number(v.speed.value)) },
      ...speeds.map((speed) => make("option", { value: speed, selected: speed === state.speed }, `${speed} per second`)));
    v.dividerLabel = make("label", {}, "Divider ", v.divider);
    v.speedLabel = make("label", {}, "Speed ", v.speed);
    v.legend = make("span", { className: "legend" });
    v.zoom = make("span", { className: "zoom", role: "status" });
    v.panes = [pane(), pane()];
    v.stage = make("div", { className: "stage", tabIndex: 0, ariaLabel: "Pictures; drag to pan, wheel to zoom" },
      ...v.panes.map(({ element }) => element));
    v.line = make("div", { className: "line" });
    v.panes[0].element.append(v.line);
    v.dialog = make("dialog", { className: "viewer", "aria-labelledby": "viewer-title", onclose: stop },
      make("header", {}, v.title, button("Close", () => v.dialog.close(), { title: "Escape" })),
      make("div", { className: "bar" },
        make("span", { className: "group" }, ...v.modes),
        make("label", {}, "left ", v.a), make("label", {}, "right ", v.b), v.dividerLabel, v.speedLabel, v.legend,
        make("span", { className: "group" },
          button("−", () => zoom(-1), { ariaLabel: "Zoom out" }), button("+", () => zoom(1), { ariaLabel: "Zoom in" }),
          button("1:1", () => setScale(1 / devicePixelRatio)), button("Fit", fit)), v.zoom),
      v.stage,
      make("p", { className: "keys" },
        "Keys: d divider · f flicker · s side by side · h heat map · space swaps · [ ] speed · + − zoom · 1 true pixels · 0 fit · arrows pan · x exchange · Esc close"));
    document.body.append(v.dialog);
    v.dialog.addEventListener("keydown", keys);
    v.stage.addEventListener("wheel", (event) => {
      event.preventDefault();
      zoom(event.deltaY < 0 ? 1 : -1, event);
    }, { passive: false });
    v.stage.addEventListener("pointerdown", drag);
    addEventListener("resize", () => v.dialog.open && (state.fitted ? fit() : draw()));
    return v;
  }

  // One window on the pictures: a lower picture, an upper one that may be clipped, and a name for each.
  function pane() {
    const lower = make("img", { alt: "" });
    const upper = make("img", { alt: "" });
    const map = make("canvas", {});
    const clip = make("div", { className: "clip" }, upper);
    const left = make("span", { className: "name left" });
    const right = make("span", { className: "name right" });
    return { lower, upper, map, clip, left, right, element: make("div", { className: "pane" }, lower, map, clip, left, right) };
  }

  async function load() {
    const [a, b] = [state.pictures[state.a], state.pictures[state.b]];
    view.a.value = state.a;
    view.b.value = state.b;
    const [one, two] = view.panes;
    one.lower.src = a.source;
    one.upper.src = two.lower.src = b.source;
    one.lower.alt = a.name;
    one.upper.alt = two.lower.alt = b.name;
    await Promise.all([one.lower, one.upper, two.lower].map((image) => image.decode().catch(() => {})));
    if (state.shown !== state.id) {
      state.shown = state.id;
      fit();
    }
    setMode(state.mode);
  }

  function choose(which, index) {
    state[which] = Number(index);
    load();
  }

  function setMode(mode) {
    stop();
    state.mode = mode;
    state.top = true;
    for (const button of view.modes) button.ariaPressed = String(button.dataset.mode === mode);
    view.dividerLabel.hidden = mode !== "divider";
    view.speedLabel.hidden = mode !== "flicker";
    view.legend.hidden = mode !== "heat";
    if (mode === "flicker" && !still.matches) {
      state.timer = setInterval(() => { state.top = !state.top; draw(); }, 1000 / state.speed);
    }
    if (mode === "heat") heat();
    draw();
    if (state.fitted) fit();
  }

  function setSpeed(speed) {
    state.speed = speed;
    view.speed.value = speed;
    if (state.mode === "flicker") setMode("flicker");
  }

  function setDivider(share) {
    state.divider = Math.min(Math.max(share, 0), 100);
    view.divider.value = state.divider;
    draw();
  }

  function stop() {
    clearInterval(state.timer);
    state.timer = 0;
  }

  function paneSize() {
    const box = view.panes[0].element.getBoundingClientRect();
    return { width: box.width, height: box.height };
  }

  function fit() {
    const image = view.panes[0].lower;
    draw();
    const { width, height } = paneSize();
    const scale = Math.min(width / image.naturalWidth, height / image.naturalHeight);
    Object.assign(state, {
      fitted: true, scale, x: (width - image.naturalWidth * scale) / 2, y: (height - image.naturalHeight * scale) / 2,
    });
    draw();
  }

  // Keeps the picture's point under (x, y) where it is.
  function setScale(scale, x, y) {
    const { width, height } = paneSize();
    x ??= width / 2;
    y ??= height / 2;
    state.x = x - (x - state.x) * scale / state.scale;
    state.y = y - (y - state.y) * scale / state.scale;
    state.scale = scale;
    state.fitted = false;
    draw();
  }

  function zoom(direction, event) {
    const steps = [0.125, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32].map((step) => step / devicePixelRatio);
    const next = direction > 0
      ? steps.find((step) => step > state.scale * 1.001) : steps.findLast((step) => step < state.scale * 0.999);
    if (!next) return;
    const pane = event?.target.closest?.(".pane")?.getBoundingClientRect();
    setScale(next, pane && event.clientX - pane.left, pane && event.clientY - pane.top);
  }

  function drag(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    view.stage.focus();
    const onLine = event.target === view.line;
    state.fitted &&= onLine;
    const from = { x: event.clientX - state.x, y: event.clientY - state.y };
    const box = view.panes[0].element.getBoundingClientRect();
    view.stage.setPointerCapture(event.pointerId);
    const move = (moved) => {
      if (onLine) return setDivider((moved.clientX - box.left) / box.width * 100);
      state.x = moved.clientX - from.x;
      state.y = moved.clientY - from.y;
      draw();
    };
    view.stage.addEventListener("pointermove", move);
    view.stage.addEventListener("lostpointercapture", () => view.stage.removeEventListener("pointermove", move), { once: true });
  }

  function keys(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isField = event.target.matches("select, input");
    const steps = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
    const actions = {
      d: () => setMode("divider"), f: () => setMode("flicker"), s: () => setMode("side"), h: () => setMode("heat"),
      "+": () => zoom(1), "=": () => zoom(1), "-": () => zoom(-1), 0: fit, 1: () => setScale(1 / devicePixelRatio),
      x: () => { [state.a, state.b] = [state.b, state.a]; load(); },
      "[": () => setSpeed(speeds[Math.max(speeds.indexOf(state.speed) - 1, 0)]),
      "]": () => setSpeed(speeds[Math.min(speeds.indexOf(state.speed) + 1, speeds.length - 1)]),
      " ": () => { stop(); state.top = !state.top; draw(); },
    };
    if (!isField && steps[event.key]) {
      state.x += steps[event.key][0];
      state.y += steps[event.key][1];
      draw();
    } else if (actions[event.key] && !(isField && event.key === " ") && !(event.key === " " && event.target.matches("button"))) {
      actions[event.key]();
    } else return;
    event.preventDefault();
  }

  function draw() {
    const [one, two] = view.panes;
    const side = state.mode === "side";
    two.element.hidden = !side;
    const { width } = paneSize();
    // On whole pixels of the screen, so that true pixels are true.
    const [x, y] = [state.x, state.y].map((value) => Math.round(value * devicePixelRatio) / devicePixelRatio);
    const transform = `translate(${x}px, ${y}px) scale(${state.scale})`;
    // Above true size pixels stay squares; below it the browser may average.
    const rendering = state.scale * devicePixelRatio >= 0.999 ? "pixelated" : "auto";
    for (const image of [one.lower, one.upper, one.map, two.lower]) {
      image.style.transform = transform;
      image.style.imageRendering = rendering;
    }
    const divides = state.mode === "divider";
    const showsTop = divides || (state.mode === "flicker" && state.top);
    one.clip.hidden = !showsTop;
    one.clip.style.clipPath = divides ? `inset(0 0 0 ${state.divider}%)` : "none";
    one.map.hidden = state.mode !== "heat";
    view.line.hidden = !divides;
    view.line.style.left = `${width * state.divider / 100}px`;
    const [a, b] = [state.a, state.b].map((index) => state.pictures[index].name);
    one.left.textContent = state.mode === "flicker" ? (state.top ? b : a) : state.mode === "heat" ? `${a} against ${b}` : a;
    one.right.textContent = divides ? b : "";
    two.left.textContent = b;
    view.zoom.textContent = `${Math.round(state.scale * devicePixelRatio * 100)} %`;
  }

  const luma = (data, index) => 0.2126 * data[index] + 0.7152 * data[index + 1] + 0.0722 * data[index + 2];

  // Pixels of an image of the page; throws where the browser does not let a page read a file's pixels.
  function pixels(image) {
    const canvas = make("canvas", { width: image.naturalWidth, height: image.naturalHeight });
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, canvas.width, canvas.height);
  }

  function heatColour(share) {
    const position = Math.min(share, 1) * (heatStops.length - 1);
    const index = Math.min(Math.floor(position), heatStops.length - 2);
    return heatStops[index].map((low, channel) => low + (heatStops[index + 1][channel] - low) * (position - index));
  }

  function heat() {
    const { lower, upper, map } = view.panes[0];
    view.legend.replaceChildren(legend(), ` luma levels apart`);
    try {
      const [a, b] = [pixels(lower), pixels(upper)];
      map.width = a.width;
      map.height = a.height;
      const context = map.getContext("2d");
      const result = context.createImageData(a.width, a.height);
      for (let index = 0; index < a.data.length; index += 4) {
        const colour = heatColour(Math.abs(luma(a.data, index) - luma(b.data, index)) / heatTop);
        result.data[index] = colour[0];
        result.data[index + 1] = colour[1];
        result.data[index + 2] = colour[2];
        result.data[index + 3] = 255;
      }
      context.putImageData(result, 0, 0);
    } catch {
      map.width = map.height = 0;
      view.legend.textContent = "The browser does not let a page read the pixels of files beside it.";
    }
  }

  function legend() {
    const canvas = make("canvas", { width: 128, height: 10 });
    const context = canvas.getContext("2d");
    for (let x = 0; x < 128; x += 1) {
      context.fillStyle = `rgb(${heatColour(x / 127).map(Math.round).join(" ")})`;
      context.fillRect(x, 0, 1, 10);
    }
    return make("span", {}, "0 ", canvas, ` ${heatTop} or more`);
  }

  // A detail of each case at twice its pixels, where start and attacked picture differ most.
  async function detail(article) {
    const images = ["reference", "start", "attacked"].map((role) => article.querySelector(`figure[data-role="${role}"] img`));
    if (images.some((image) => !image)) return;
    try {
      await Promise.all(images.map((image) => image.decode()));
      const [reference, start, attacked] = images.map(pixels);
      const width = Math.min(168, reference.width);
      const height = Math.min(112, reference.height);
      const isGate = article.classList.contains("gate");
      const [x, y] = largestDifference(isGate ? start : reference, attacked, width, height);
      images.forEach((image) => {
        const canvas = make("canvas", {
          width: width * 2, height: height * 2, className: "closeup", role: "img",
          ariaLabel: `${image.alt}, detail at twice its pixels, from column ${x}, row ${y}`,
        });
        const context = canvas.getContext("2d");
        context.imageSmoothingEnabled = false;
        context.drawImage(image, x, y, width, height, 0, 0, width * 2, height * 2);
        image.closest("figure").querySelector("figcaption").before(canvas);
      });
      article.querySelector(".viewer-buttons").append(make("span", { className: "note" },
        `Second row: ${width}×${height} pixels at (${x}, ${y}), doubled, where ${isGate ? "candidate and baseline" : "attacked and reference"} differ most.`));
    } catch { /* Without pixels there is no detail; the pictures themselves remain. */ }
  }

  // The window of one size with the largest squared difference, on a grid of 16 pixels.
  function largestDifference(a, b, width, height) {
    const grid = 16;
    const [columns, rows] = [Math.floor(a.width / grid), Math.floor(a.height / grid)];
    const sums = new Float64Array((columns + 1) * (rows + 1));
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        let sum = 0;
        for (let y = row * grid; y < (row + 1) * grid; y += 2) {
          for (let x = column * grid; x < (column + 1) * grid; x += 2) {
            const index = (y * a.width + x) * 4;
            sum += (luma(a.data, index) - luma(b.data, index)) ** 2;
          }
        }
        const at = (row + 1) * (columns + 1) + column + 1;
        sums[at] = sum + sums[at - 1] + sums[at - columns - 1] - sums[at - columns - 2];
      }
    }
    const [wide, high] = [Math.max(Math.floor(width / grid), 1), Math.max(Math.floor(height / grid), 1)];
    let best = [0, 0, -1];
    for (let row = 0; row + high <= rows; row += 1) {
      for (let column = 0; column + wide <= columns; column += 1) {
        const at = (r, c) => sums[r * (columns + 1) + c];
        const sum = at(row + high, column + wide) - at(row, column + wide) - at(row + high, column) + at(row, column);
        if (sum > best[2]) best = [column * grid, row * grid, sum];
      }
    }
    return [Math.min(best[0], a.width - width), Math.min(best[1], a.height - height)];
  }

  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries.filter((candidate) => candidate.isIntersecting)) {
      watcher.unobserve(entry.target);
      detail(entry.target);
    }
  }, { rootMargin: "400px" });

  for (const article of document.querySelectorAll("article.case")) {
    const id = article.dataset.case;
    if (picturesOf(id).length < 2) continue;
    for (const image of article.querySelectorAll("figure[data-role] img")) {
      const button = make("button", { type: "button", className: "open", title: "Compare", onclick: () => Audit.compare(id) });
      image.replaceWith(button);
      button.append(image);
    }
    article.querySelector(".trio").after(
      make("p", { className: "viewer-buttons" },
        ...Object.entries(modes).map(([mode, name]) =>
          make("button", { type: "button", onclick: () => Audit.compare(id, mode) }, name))));
    watcher.observe(article);
  }
})();
