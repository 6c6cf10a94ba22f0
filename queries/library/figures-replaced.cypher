// ---
// topic: claims
// title: {fr: Les chiffres que leur auteur a remplacés, en: Figures that their author replaced}
// description:
//   fr: "Pour chaque chiffre remplacé par une déclaration postérieure du même auteur : l'ancien, le nouveau, et les dates."
//   en: "For each figure that a later statement of the same author replaced: the old one, the new one, and the dates."
// columns:
//   incident: {fr: incident, en: incident}
//   field: {fr: champ, en: field}
//   unit: {fr: unité, en: unit}
//   by: {fr: selon, en: by}
//   earlier: {fr: avant, en: earlier}
//   earlier_on: {fr: le, en: "on"}
//   later: {fr: après, en: later}
//   later_on: {fr: puis le, en: then on}
// ---
MATCH (new:Claim)-[:ABOUT]->(i:Incident)<-[:ABOUT]-(old:Claim)
WHERE old.id IN new.supersedes
RETURN i.id AS incident, old.field AS field, old.unit AS unit, old.by AS by, coalesce(old.low, old.high) AS earlier, old.made_on_edtf AS earlier_on,
       coalesce(new.low, new.high) AS later, new.made_on_edtf AS later_on
ORDER BY incident, field, earlier_on, new.id, old.id
