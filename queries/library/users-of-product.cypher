// ---
// answered_by: walk
// topic: products
// title: {fr: Qui utilise un logiciel, en: Who uses a product}
// description:
//   fr: Les organisations qui utilisent un logiciel, où il tourne, et si leurs données étaient chez le fournisseur ; vide = inconnu.
//   en: Organisations that use a product, where it runs, and whether their data was at the provider; empty = unknown.
// parameters:
//   - {name: product, type: node, labels: [Product], meaning: {fr: le logiciel, en: the product}, example: "product:mediboard"}
//   - {name: as_of, type: date, meaning: {fr: "le jour (aujourd'hui sinon)", en: the day (else today)}, example: 2024-01-22, default: null}
// columns:
//   user: {fr: utilisateur, en: user}
//   name: {fr: nom, en: name}
//   known: {fr: nommé, en: named}
//   deployment: {fr: où il tourne, en: where it runs}
//   data_at_provider: {fr: données chez le fournisseur, en: data at the provider}
//   since: {fr: depuis, en: since}
//   until: {fr: "jusqu'à", en: until}
//   seen_on: {fr: relevé le, en: last seen}
//   on_day: {fr: ce jour-là, en: on that day}
//   status: {fr: statut, en: status}
//   by: {fr: selon, en: by}
//   contested_by: {fr: contesté par, en: contested by}
//   evidence: {fr: sources, en: evidence}
// ---
// Answered by the walk of a blast radius, not by one Cypher text: queries/library/walks.py
