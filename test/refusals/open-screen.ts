/** Opens a customer screen for a verification as a clerk and a second browser do. @returns the screen, and that browser's cookie */
export async function openScreen(
  verifier: string,
  clerkCookie: string,
  verificationId: string,
): Promise<{ id: string; cookie: string }> {
  const page = `${verifier}/verifications/${verificationId}/customer-screen`;
  const headers = { cookie: clerkCookie, origin: verifier };
  const shown = await (await fetch(page, { headers })).text();
  const [, formToken = ''] = /name="formToken" value="([^"]+)"/.exec(shown) ?? [];
  const made = await fetch(page, {
    ...{ method: 'POST', body: new URLSearchParams({ formToken }).toString() },
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
  });
  const [, url = '', id = ''] = /href="([^"]+\/customer-screens\/([^"?]+)\?start=[^"&]+)/.exec(await made.text()) ?? [];
  const opened = await fetch(url, { redirect: 'manual' });
  const [cookie = ''] = (opened.headers.get('set-cookie') ?? '').split(';');
  return { id, cookie };
}
