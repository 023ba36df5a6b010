/** A notification of the browser, if the person has allowed it and is not looking; a click brings them back. */
export function notifyBrowser(title: string, icon: string | undefined, onClick: () => void): void {
  if (document.visibilityState === 'visible') return;
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  try {
    const notification = new Notification(title, { tag: 'darkroom', ...(icon && { icon }) });
    notification.onclick = () => {
      window.focus();
      onClick();
      notification.close();
    };
  } catch (error) {
    // Chrome on Android has the name but allows it to service workers only.
    console.info('This browser shows no notifications from a page.', error);
  }
}
