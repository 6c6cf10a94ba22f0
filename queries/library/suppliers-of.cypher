// ---
// topic: suppliers
// title: {fr: Les fournisseurs d'une organisation, en: Suppliers of an organisation}
// description:
//   fr: À qui une organisation confie un service ou quels produits elle utilise, et qui fournit ou héberge ceux-ci, jusqu'à trois maillons.
//   en: Whom an organisation entrusts with a service or which products it uses, and who provides or hosts those, up to three links.
// parameters:
//   - {name: organisation, type: node, labels: [Organisation], meaning: {fr: l'organisation, en: the organisation}, example: org:audiens}
// columns:
//   hops: {fr: maillons, en: links}
//   supplier: {fr: fournisseur, en: supplier}
//   name: {fr: nom, en: name}
//   through: {fr: par, en: through}
//   known: {fr: nommé, en: named}
// ---
MATCH p = (o:Organisation {id: $organisation})-[:DELEGATES_TO|USES|PROVIDED_BY|HOSTED_BY*1..3]->(s)
WHERE s.id <> o.id AND all(r IN relationships(p) WHERE r.status <> 'retracted')
WITH s, length(p) AS hops, nodes(p)[length(p) - 1].id AS through ORDER BY hops, through
WITH s, min(hops) AS hops, collect(through) AS through
RETURN hops, s.id AS supplier, s.name AS name, head(through) AS through, coalesce(s.named, true) AS known
ORDER BY hops, supplier
