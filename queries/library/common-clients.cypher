// ---
// topic: concentration
// title: {fr: Les clients communs à deux fournisseurs, en: Clients that two suppliers share}
// description:
//   fr: Les organisations qui se fient à deux fournisseurs à la fois, donc exposées par l'un comme par l'autre.
//   en: Organisations that trust two suppliers, and so are exposed by either of them.
// parameters:
//   - {name: one, type: node, labels: [Organisation], meaning: {fr: un fournisseur, en: one supplier}, example: "org:viamedis"}
//   - {name: other, type: node, labels: [Organisation], meaning: {fr: "l'autre", en: the other}, example: "org:almerys"}
// columns:
//   client: {fr: client, en: client}
//   name: {fr: nom, en: name}
// ---
MATCH (a:Organisation {id: $one})<-[r:DELEGATES_TO|USES|HOSTED_BY]-(c:Organisation)-[s:DELEGATES_TO|USES|HOSTED_BY]->(b:Organisation {id: $other})
WHERE r.status <> 'retracted' AND s.status <> 'retracted'
RETURN DISTINCT c.id AS client, c.name AS name
ORDER BY client
