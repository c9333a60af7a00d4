// What was asked for when runs were made, setting by setting, and in which they differ.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/values/cell_table.h"
#include "core/values/option.h"
#include "core/views/compared_run.h"

namespace nescio {

/// One setting of all runs.   Shapes: a cell a run.
struct RunSetting {
    std::string title;  ///< for people, with its unit
    std::string tip;
    std::vector<TableCell> cells;  ///< "–" where the run's model has no such setting
    bool differs = false;
};

/// What options are called: those of models by the model's id, and those of the training.
struct SettingFields {
    std::map<std::string, std::vector<OptionField>> models;
    std::vector<OptionField> training;
};

/// Model, data and seed, then the options of models, then those of the training, then what it ran on.
/// `compared`: paths of the runs that `differs` speaks of.
std::vector<RunSetting> settingsOf(const std::vector<ComparedRun>& runs,
                                   const std::vector<std::string>& compared, const SettingFields& fields);

}  // namespace nescio
