/* The same functions as the notebook's: that is where they were found. */

import { Matrix } from "ml-matrix";
import { RandomForestRegression } from "ml-random-forest";
import { mlflow } from "trackside";
import { logLoss, score } from "../../notebooks/scores";

export type Rows = Record<string, number>[];

export function split(arrivals: Rows, settings: { test_share: number; seed: number }): Rows[] {
  let state = settings.seed;
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const shuffled = arrivals
    .map((row) => ({ row, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ row }) => row);
  const testSize = Math.round(arrivals.length * settings.test_share);
  return [shuffled.slice(testSize), shuffled.slice(0, testSize)];
}

export interface LogisticModel {
  features: string[];
  means: number[];
  deviations: number[];
  weights: number[];
  bias: number;
}

const featuresOf = (rows: Rows) => Object.keys(rows[0]).filter((name) => name !== "late");
const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));

export function scale(rows: Rows, { features, means, deviations }: LogisticModel): Matrix {
  return new Matrix(rows.map((row) => features.map((name, index) => (row[name] - means[index]) / deviations[index])));
}

export function predictScaled(model: LogisticModel, inputs: Matrix): number[] {
  const scores = inputs.mmul(Matrix.columnVector(model.weights)).to1DArray();
  return scores.map((value) => sigmoid(value + model.bias));
}

const predictLogistic = (model: LogisticModel, rows: Rows) => predictScaled(model, scale(rows, model));

export interface LogisticSettings {
  epochs: number;
  learning_rate: number;
  l2: number;
}

export function trainLogistic(rows: Rows, settings: LogisticSettings): LogisticModel {
  const features = featuresOf(rows);
  const raw = new Matrix(rows.map((row) => features.map((name) => row[name])));
  const model: LogisticModel = {
    features,
    means: raw.mean("column"),
    deviations: raw.standardDeviation("column").map((deviation) => deviation || 1),
    weights: features.map(() => 0),
    bias: 0,
  };
  const inputs = scale(rows, model);
  const transposed = inputs.transpose();
  const late = rows.map((row) => row.late);

  for (let step = 0; step < settings.epochs; step++) {
    const probabilities = predictScaled(model, inputs);
    const errors = probabilities.map((probability, index) => probability - late[index]);
    const gradient = transposed.mmul(Matrix.columnVector(errors)).to1DArray();
    model.weights = model.weights.map(
      (weight, index) => weight - settings.learning_rate * (gradient[index] / rows.length + settings.l2 * weight),
    );
    model.bias -= (settings.learning_rate * errors.reduce((sum, error) => sum + error, 0)) / rows.length;
    mlflow.logMetric("train/loss", logLoss(late, probabilities), { step });
  }
  return model;
}

export interface ForestSettings {
  trees: number;
  max_depth: number;
  min_samples: number;
  max_features: number;
  seed: number;
}

/** A forest as plain data, which the catalog keeps in a file. */
export type ForestModel = ReturnType<RandomForestRegression["toJSON"]>;

const toMatrix = (rows: Rows, features: string[]) => rows.map((row) => features.map((name) => row[name]));

export function trainForest(rows: Rows, settings: ForestSettings): ForestModel {
  const forest = new RandomForestRegression({
    nEstimators: settings.trees,
    treeOptions: { maxDepth: settings.max_depth, minNumSamples: settings.min_samples },
    maxFeatures: settings.max_features,
    replacement: false,
    useSampleBagging: true,
    noOOB: true,
    seed: settings.seed,
  });
  forest.train(
    toMatrix(rows, featuresOf(rows)),
    rows.map((row) => row.late),
  );
  return JSON.parse(JSON.stringify(forest)) as ForestModel;
}

export interface Models {
  logistic: LogisticModel;
  forest: ForestModel;
  test: Rows;
}

export function evaluate({ logistic, forest, test }: Models) {
  const trees = RandomForestRegression.load(forest);
  const late = test.map((row) => row.late);
  return {
    logistic: score(late, predictLogistic(logistic, test)),
    forest: score(late, trees.predict(toMatrix(test, featuresOf(test)))),
  };
}
