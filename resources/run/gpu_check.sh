# shellcheck shell=bash disable=SC2154
run_gpu_check() { :; }
