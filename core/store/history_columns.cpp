#include "core/store/history_columns.h"

#include <type_traits>

namespace nescio {
namespace {

template <auto Member>
HistoryColumn column(const char* name, const char* units, const char* longName) {
    return {name, units, longName, [](const HistoryRow& row) { return static_cast<double>(row.*Member); },
            [](HistoryRow& row, double value) {
                row.*Member = static_cast<std::remove_reference_t<decltype(row.*Member)>>(value);
            }};
}

}  // namespace

const std::vector<HistoryColumn>& historyColumns() {
    static const std::vector<HistoryColumn> columns{
        column<&HistoryRow::step>("step", "1", "optimiser steps"),
        column<&HistoryRow::epoch>("epoch", "1", "passes over the training set"),
        column<&HistoryRow::total>("total", "bits/dim", "training batches, bits/dim"),
        column<&HistoryRow::density>("density", "bits/dim", "density part, bits/dim"),
        column<&HistoryRow::volume>("volume", "bits/dim", "volume part, bits/dim"),
        column<&HistoryRow::validation>("validation", "bits/dim", "validation split, bits/dim"),
        column<&HistoryRow::learningRate>("learning_rate", "1", "learning rate"),
        column<&HistoryRow::gradientNorm>("gradient_norm", "bits/dim", "gradient norm before clipping"),
        column<&HistoryRow::imagesPerSecond>("images_per_second", "1/s", "training speed, images/s"),
        column<&HistoryRow::elapsedSeconds>("elapsed_seconds", "s", "training time, s"),
    };
    return columns;
}

}  // namespace nescio
