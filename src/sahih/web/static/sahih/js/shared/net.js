// One way to speak with our own server: the CSRF token goes along, a log-in page in answer means the session ended.
export const csrfToken = (form) =>
  form.querySelector("[name=csrfmiddlewaretoken]")?.value
  ?? JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"] ?? "";

export const post = (url, form, body) =>
  fetch(url, { method: "POST", body, credentials: "same-origin", headers: { "X-CSRFToken": csrfToken(form), Accept: "application/json" } });

export const formBody = (version, fields) => {
  const body = new URLSearchParams([["_version", version]]);
  for (const [name, values] of fields) for (const value of values.length ? values : [""]) body.append(name, value);
  return body;
};

export const isJson = (response) => (response.headers.get("content-type") ?? "").includes("json");
