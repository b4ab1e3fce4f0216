// The schema as the endpoint describes itself: types with their fields and descriptions, one click from each other.
const QUESTION = `query Schema {
  __schema {
    queryType { name } mutationType { name } subscriptionType { name }
    types {
      kind name description
      fields { name description type { ...T } args { name description type { ...T } defaultValue } }
      inputFields { name description type { ...T } defaultValue }
      enumValues { name description }
      possibleTypes { name }
    }
  }
}
fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }`;

let types = new Map();

function written(type) {
  if (type.kind === "NON_NULL") return `${written(type.ofType)}!`;
  if (type.kind === "LIST") return `[${written(type.ofType)}]`;
  return type.name;
}

function named(type) {
  return type.ofType ? named(type.ofType) : type.name;
}

function link(name, text, show) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = text;
  button.addEventListener("click", () => show(name));
  return button;
}

function entry(list, member, show) {
  const term = document.createElement("dt");
  term.append(member.name);
  if (member.args?.length) {
    term.append(`(${member.args.map((each) => `${each.name}: ${written(each.type)}`).join(", ")})`);
  }
  if (member.type) term.append(": ", link(named(member.type), written(member.type), show));
  const about = document.createElement("dd");
  about.textContent = member.description ?? "";
  list.append(term, about);
}

function showType(name, at) {
  const type = types.get(name);
  if (!type) return;
  const heading = document.createElement("h2");
  heading.textContent = type.name;
  const about = document.createElement("p");
  about.textContent = type.description ?? "";
  const list = document.createElement("dl");
  const show = (other) => showType(other, at);
  for (const member of [...(type.fields ?? []), ...(type.inputFields ?? []), ...(type.enumValues ?? [])]) {
    entry(list, member, show);
  }
  const back = ["Query", "Mutation", "Subscription"].flatMap((root) => [link(root, root, show), " "]);
  at("docs").replaceChildren(...back, heading, about, list);
  if (type.possibleTypes?.length) {
    at("docs").append("One of: ", ...type.possibleTypes.flatMap((each) => [link(each.name, each.name, show), " "]));
  }
}

function find(text, at) {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return showType("Query", at);
  const list = document.createElement("dl");
  const show = (name) => showType(name, at);
  for (const type of types.values()) {
    const fields = (type.fields ?? []).filter((field) => field.name.toLowerCase().includes(wanted));
    if (!type.name.toLowerCase().includes(wanted) && !fields.length) continue;
    const term = document.createElement("dt");
    term.append(link(type.name, type.name, show));
    const about = document.createElement("dd");
    about.textContent = fields.map((field) => field.name).join(", ");
    list.append(term, about);
  }
  at("docs").replaceChildren(list);
}

export async function showSchema(endpoint, headers, at) {
  try {
    const response = await fetch(endpoint, { method: "POST", headers, body: JSON.stringify({ query: QUESTION }) });
    const { data } = await response.json();
    types = new Map(data.__schema.types.filter((each) => !each.name.startsWith("__")).map((each) => [each.name, each]));
    showType("Query", at);
  } catch {
    at("docs").textContent = "The schema can't be read: sign in, or ask the operator to allow introspection.";
  }
  at("find").oninput = (event) => find(event.target.value, at);
}
