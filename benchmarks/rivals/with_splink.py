# /// script
# requires-python = ">=3.11"
# dependencies = ["splink>=5,<6", "pandas>=2"]
# ///
"""Propose pairs among the names of a CSV (`id,name,country,region,town`) with splink, untrained.

Run by `benchmarks.matchers` in an environment of its own. Names are folded to capitals, as splink's users do; Jaro-Winkler at thresholds
for the name, exact places with the frequency of their terms, u by random sampling, m as splink sets it: trained by expectation maximisation
on names of which most have no place, it finds no pair at all.
"""

import sys

import pandas as pd
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

LEAST = 0.0001
"""The least probability of a pair that is written."""


def main(source: str, target: str) -> None:
    """Read the names of `source`, write `one,other,score` to `target`."""
    frame = pd.read_csv(source, dtype=str, keep_default_na=False).replace("", None)
    frame["name"] = frame["name"].str.upper().str.replace(r"[^\w ]", " ", regex=True).str.replace(r" +", " ", regex=True).str.strip()
    frame["first"] = frame["name"].str.split().str[0]
    frame["start"] = frame["name"].str[:8]
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        blocking_rules_to_generate_predictions=[block_on("start"), block_on("town"), block_on("first", "region")],
        comparisons=[
            cl.JaroWinklerAtThresholds("name", [0.97, 0.92, 0.85]),
            cl.ExactMatch("town").configure(term_frequency_adjustments=True),
            cl.ExactMatch("region").configure(term_frequency_adjustments=True),
        ],
    )
    api = DuckDBAPI()
    linker = Linker(api.register(frame), settings)
    linker.training.estimate_probability_two_random_records_match([block_on("name")], recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    found = linker.inference.predict(threshold_match_probability=LEAST).as_pandas_dataframe()
    found[["id_l", "id_r", "match_probability"]].to_csv(target, index=False, header=["one", "other", "score"])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
