export function Lead() {
  return (
    <header className="explorable-lead">
      <h1>Did it learn, or did it learn by rote?</h1>
      <p className="lead">
        A network that leans on a shortcut tends to have neurons that vary little and repeat one another; one that
        learns its examples by heart, neurons that vary much and share little. Activations alone show it, without a
        single label. Three networks are learning below.
      </p>
    </header>
  )
}
