// ---
// answered_by: walk
// topic: blast radius
// title: {fr: Peut-être exposés par un fournisseur déjà quitté, en: Perhaps exposed by a supplier already left}
// description:
//   fr: "Les organisations dont la relation avec un fournisseur, ou avec un de ses logiciels, avait pris fin avant l'incident, et dont les données pouvaient y être encore ; là où l'on ne sait pas si elle avait déjà pris fin, c'est dit. « Atteignable » : seules des relations y mènent, aucune source n'en parle."
//   en: "Organisations whose relation with a supplier, or with a product of it, had ended before the incident, and whose data may still have been there; where nobody knows whether it had ended by then, that is said. “Potential”: only relations lead there, no source speaks of it."
// columns:
//   client: {fr: client, en: client}
//   name: {fr: nom, en: name}
//   supplier: {fr: fournisseur, en: supplier}
//   ended: {fr: fin de la relation, en: relation ended}
//   incident: {fr: incident, en: incident}
//   occurred: {fr: survenu, en: occurred}
//   before: {fr: "avant l'incident", en: before the incident}
//   outcome: {fr: état chez le client, en: outcome at the client}
//   people: {fr: état chez ses assurés ou patients, en: outcome at its insured or patients}
//   ended_status: {fr: statut de cette fin, en: status of that end}
//   ended_by: {fr: selon, en: by}
//   statuses: {fr: statut de chaque maillon, en: status of each link}
//   contested_by: {fr: contesté par, en: contested by}
//   stated: {fr: "d'un seul contrat", en: of one contract}
//   evidence: {fr: sources, en: evidence}
// ---
// Answered by the walk of a blast radius, not by one Cypher text: queries/library/walks.py
