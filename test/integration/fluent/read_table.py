"""Reads a table and the dataset inputs of a run by MLflow's own client: argv is tracking URI, run id, file."""

import json
import sys

import mlflow

uri, run_id, file = sys.argv[1:]
mlflow.set_tracking_uri(uri)
run = mlflow.get_run(run_id)
mlflow.set_experiment(experiment_id=run.info.experiment_id)
table = mlflow.load_table(file, run_ids=[run_id])
print(
    json.dumps(
        {
            "columns": list(table.columns),
            "rows": json.loads(table.to_json(orient="values")),
            "inputs": [
                {
                    "name": each.dataset.name,
                    "digest": each.dataset.digest,
                    "sourceType": each.dataset.source_type,
                    "source": json.loads(each.dataset.source),
                    "schema": json.loads(each.dataset.schema),
                    "profile": json.loads(each.dataset.profile),
                    "tags": {tag.key: tag.value for tag in each.tags},
                }
                for each in run.inputs.dataset_inputs
            ],
        }
    )
)
