// One draft on its way: what the city answered. A line that is cut, or a server that fails, is an error to try again after.
function token(cookie) {
  const found = document.cookie.split("; ").find((one) => one.startsWith(`${cookie}=`));
  return found ? found.slice(cookie.length + 1) : "";
}

function bodyOf(draft) {
  const body = new FormData();
  for (const [name, value] of draft.fields) body.append(name, value);
  for (const [name, file] of Object.entries(draft.files)) body.append(name, file, file.name);
  body.append("phone_at", draft.phone_at);
  body.append("sent_at", new Date().toISOString());
  return body;
}

export async function sent(address, draft, cookie) {
  const headers = { "X-CSRFToken": token(cookie) };
  const answer = await fetch(address, { method: "POST", body: bodyOf(draft), headers, redirect: "error" });
  if (answer.status === 200 || answer.status === 201) return { is: "received", answer: await answer.json() };
  if (answer.status === 401 || answer.status === 403) return { is: "signed-out" };
  if (answer.status >= 500 || answer.status === 429) throw new TypeError(answer.statusText);
  const problem = await answer.json().catch(() => ({}));
  return { is: "refused", why: problem.detail ?? answer.status };
}
