"""The examples for hosts, tried on real servers (``.ci/hosting``)."""
