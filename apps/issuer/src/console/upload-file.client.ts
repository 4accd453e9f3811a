// Sends the chosen customer file as it is, with progress. What comes back is the page that a form would have led to.

const form = document.querySelector<HTMLFormElement>('form[data-upload]');
if (form) offerUpload(form);

function offerUpload(form: HTMLFormElement): void {
  form.hidden = false;
  document.querySelector('details[data-paste]')?.removeAttribute('open');
  const input = form.querySelector<HTMLInputElement>('input[type=file]');
  const button = form.querySelector<HTMLButtonElement>('button[type=submit]');
  const shown = form.querySelector<HTMLElement>('[data-progress]');
  const label = shown?.querySelector('label');
  const bar = shown?.querySelector('progress');
  const status = form.querySelector<HTMLElement>('[data-status]');
  if (!input || !button || !shown || !label || !bar || !status) return;
  // Also when the back button brings the page out again.
  window.addEventListener('pageshow', () => {
    button.disabled = false;
    shown.hidden = true;
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const file = input.files?.[0];
    if (file === undefined || button.disabled) return;
    button.disabled = true;
    shown.hidden = false;
    label.textContent = label.dataset.sending ?? '';
    status.textContent = '';
    const request = new XMLHttpRequest();
    request.open('POST', '/imports');
    request.setRequestHeader('content-type', 'text/csv');
    request.upload.onprogress = ({ loaded, total }) => {
      bar.value = total > 0 ? loaded / total : 0;
    };
    request.upload.onload = () => {
      // How long it takes now is not known.
      bar.removeAttribute('value');
      label.textContent = status.textContent = label.dataset.reading ?? '';
    };
    request.onload = () => (request.status === 200 ? location.assign(request.responseURL) : showAnswer(request));
    request.onerror = () => {
      button.disabled = false;
      shown.hidden = true;
      status.textContent = status.dataset.broken ?? '';
    };
    request.send(file);
  });
}

/** A refused file: the page that says why takes this one's place. */
function showAnswer(request: XMLHttpRequest): void {
  const answered = new DOMParser().parseFromString(request.responseText, 'text/html').querySelector('main');
  const main = document.querySelector('main');
  if (!answered || !main) return location.reload();
  main.replaceWith(document.adoptNode(answered));
  const renewed = answered.querySelector<HTMLFormElement>('form[data-upload]');
  if (renewed) offerUpload(renewed);
  answered.focus();
}

export {};
