// The form of an explorer: sends what is typed and asked, shows what could not be answered.
let forms = 0;

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// A control below its name. The name stands outside: the words of choices are no part of it.
function named(words, id, control, ...more) {
  control.id = id;
  return make("div", { class: "wb-field" }, make("label", { for: id }, words), control, ...more);
}

function render({ model, el }) {
  const place = `wb-form-${(forms += 1)}`;
  const lists = [];
  const inputs = model.get("labels").map((label, field) => {
    const list = make("datalist", { id: `${place}-list-${field}` });
    const input = make("input", {
      type: "text", list: list.id, autocomplete: "off", spellcheck: "false",
    });
    lists.push(list);
    return { input, row: named(label, `${place}-${field}`, input, list) };
  });
  const select = make("select");
  const choice = named(model.get("narrowing"), `${place}-choice`, select);
  choice.classList.add("wb-choice");
  const error = make("p", { class: "wb-error", role: "alert" });
  const close = make("div", { class: "wb-close" });
  const said = make("p", { class: "wb-said", role: "status" });
  const form = make(
    "form", {},
    ...inputs.map(({ row }) => row),
    make("button", { type: "submit" }, "Show"),
    choice,
  );
  const root = make("div", { class: "wb-form" }, form, error, close, said);
  // Letters typed here are for the form, not for the notebook's shortcuts; Ctrl+S still saves.
  root.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
  });
  el.append(root);

  let times = 0;
  function ask(choice) {
    root.classList.add("wb-busy");
    times += 1; // so that asking for the same again is a change
    model.set("asked", { values: inputs.map(({ input }) => input.value), choice, times });
    model.save_changes();
  }

  let waiting;
  inputs.forEach(({ input }, field) => {
    input.addEventListener("input", (event) => {
      // A completion that was picked comes as one replacement, not letter by letter.
      const options = Array.from(lists[field].children, (option) => option.value);
      if (event.inputType === "insertReplacementText" || !event.inputType) {
        if (options.includes(input.value)) return ask("");
      }
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        model.set("typed", { field, text: input.value });
        model.save_changes();
      }, 120);
    });
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask("");
  });
  select.addEventListener("change", () => ask(select.value));

  function offer() {
    const { field, text, options } = model.get("matches");
    if (field === undefined || inputs[field].input.value !== text) return;
    lists[field].replaceChildren(...options.map((value) => make("option", { value })));
  }

  function show() {
    const state = model.get("state");
    root.classList.remove("wb-busy");
    state.values.forEach((value, field) => {
      inputs[field].input.value = value;
    });
    select.replaceChildren(
      ...state.choices.map(([value, words]) => make("option", { value }, words)),
    );
    select.value = state.choice;
    error.textContent = state.error;
    close.replaceChildren(...state.close.map(suggestion));
    said.textContent = state.said;
  }

  function suggestion(term) {
    const button = make("button", { type: "button" }, term);
    button.addEventListener("click", () => {
      // The field whose term was not found is the one that the message names.
      const wrong = inputs.find(({ input }) => error.textContent.includes(`'${input.value}'`));
      (wrong ?? inputs[0]).input.value = term;
      (wrong ?? inputs[0]).input.focus();
      ask("");
    });
    return button;
  }

  model.on("change:matches", offer);
  model.on("change:state", show);
  show();
  return () => {
    clearTimeout(waiting);
    model.off("change:matches", offer);
    model.off("change:state", show);
  };
}

export default { render };
