/** Another page: the assistant is in the layout, so a conversation goes on from page to page. */
export default function Roses() {
  return (
    <main>
      <h1>Roses</h1>
    </main>
  );
}
