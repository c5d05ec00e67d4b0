"""A bureau's tables settled on Spark: `polc.spark.settle(policy, claims, mapping)`."""

from polc.spark.settle import SparkTables, settle

__all__ = ["SparkTables", "settle"]
