// ---
// answered_by: walk
// topic: incidents
// title: {fr: Pour qui le fournisseur compromis travaillait ou a pu travailler ce jour-là, en: "Whose contract with a breached supplier was running, or may have been"}
// description:
//   fr: "Les organisations nommées dont une relation directe avec un fournisseur compromis tenait, ou peut avoir tenu, quand l'incident s'est produit, avec le contrat. Un contrat ne dit pas que des données s'y trouvaient."
//   en: "Named organisations of which a direct relation with a breached supplier held, or may have held, when the incident happened, with the contract. A contract does not say that data was there."
// parameters:
//   - {name: incident, type: node, labels: [Incident], meaning: {fr: "un incident (tous sinon)", en: an incident (else all)}, example: "incident:viamedis-2024-01", default: null}
// columns:
//   incident: {fr: incident, en: incident}
//   supplier: {fr: fournisseur, en: supplier}
//   client: {fr: client, en: client}
//   name: {fr: nom, en: name}
//   service: {fr: service, en: service}
//   contract: {fr: contrat, en: contract}
//   then: {fr: "quand l'incident s'est produit", en: when it happened}
//   since: {fr: depuis, en: since}
//   until: {fr: "jusqu'à", en: until}
//   status: {fr: statut, en: status}
//   by: {fr: selon, en: by}
//   contested_by: {fr: contesté par, en: contested by}
//   evidence: {fr: sources, en: evidence}
// ---
// Answered by the walk of a blast radius, not by one Cypher text: queries/library/walks.py
