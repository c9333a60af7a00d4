#include "core/train/checkpointer.h"

namespace nescio {

void Checkpointer::begin(const RunSummary& run, Checkpoint checkpoint) {
    write({.summary = run, .checkpoint = std::move(checkpoint), .tables = {}, .samples = {}, .newRun = true});
}

void Checkpointer::save(const RunSummary& run, Checkpoint checkpoint) {
    write({.summary = run, .checkpoint = std::move(checkpoint), .tables = {}, .samples = {}});
}

bool Checkpointer::due() const {
    return std::chrono::duration<double>(Clock::now() - m_savedAt).count() > m_seconds;
}

void Checkpointer::write(const RunUpdate& update) {
    updateRunFile(m_path, update);
    m_savedAt = Clock::now();
}

}  // namespace nescio
