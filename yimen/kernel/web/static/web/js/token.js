// htmx requests that change something carry the page's token.
document.addEventListener("htmx:configRequest", (event) => {
  const field = document.querySelector("input[name=csrfmiddlewaretoken]");
  if (event.detail.verb !== "get" && field) event.detail.headers["X-CSRFToken"] = field.value;
});
