// The groups of questions that a device is asked.
#pragma once

#include <filesystem>
#include <string>

#include "tests/device/findings.h"
#include "tests/device/subjects.h"

namespace nescio::devices {

/// A model from training to attack, on the device and on the CPU. Run files go into `folder`.
void checkModel(const Subject& subject, const std::string& device, const std::filesystem::path& folder,
                Findings& findings);

/// Every trial of every bijection: there, back and gradients as on the CPU.
void checkBijections(const std::string& device, Findings& findings);

/// What trains and scores with too little memory says so, and goes on with less, and afterwards.
void checkMemory(const std::string& device, const std::filesystem::path& folder, Findings& findings);

}  // namespace nescio::devices
