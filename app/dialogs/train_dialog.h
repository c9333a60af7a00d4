// "Train a model": everything that decides a run, drawn from what the engine declares. It edits a copy and
// hands over a request when the user agrees.
#pragma once

#include <optional>
#include <vector>

#include <QDialog>

#include "app/dialogs/training_sets.h"
#include "app/session/session_values.h"
#include "app/session/training_controller.h"

class QComboBox;
class QDialogButtonBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace nescio {

class OptionsForm;
class WatchChoice;

/// What the form starts from when the new run is made beside another.
struct TrainPrefill {
    RunSpec spec;      ///< its companionOf names the run that it is a second model of
    QString heading;   ///< "Background model of glow·quick on FashionMNIST train (seed 1)"
    ImageShape shape;  ///< of the other run: images of another could not be compared
    std::string path;  ///< of the run that the new one is a second model of; "": of none
};

/// The form of a new run.   Thread: GUI.
class TrainDialog : public QDialog {
    Q_OBJECT

  public:
    TrainDialog(const EngineFacts& engine, const std::vector<TrainingSetChoice>& sets,
                QWidget* parent = nullptr);

    /// Starts the form from a spec; call it before askPreset().
    void prefill(const TrainPrefill& prefill);
    /// The request as the form stands.   Throws: OptionError.
    [[nodiscard]] TrainRequest request() const;
    /// Fills the option forms; an answer for another question than the newest is ignored.
    void showPreset(const std::string& model, const std::string& preset, const PresetValues& values);
    /// Emits presetAsked; call it once after connecting.
    void askPreset();
    /// The one sentence that forbids to train; empty when all is well.
    [[nodiscard]] QString problem() const;

  Q_SIGNALS:
    /// The model, the preset or the shape of the images changed: what does the preset mean now?
    void presetAsked(const std::string& model, const std::string& preset, const nescio::ImageShape& shape);
    void trainRequested(const nescio::TrainRequest& request);

  private:
    void fillChoices();
    void wire();
    void buildTop(QFormLayout* form);
    QWidget* buildOptions();
    QLayout* buildOutput();
    void showPresets();
    void offerWatch();
    void proposePath();
    void browse();
    void check();
    void commit();
    [[nodiscard]] QString shapeProblem() const;
    [[nodiscard]] const ModelInfo* model() const;

    std::vector<ModelInfo> m_models;
    std::vector<OptionField> m_trainFields;
    std::vector<TrainingSetChoice> m_sets;
    QComboBox* m_data;
    QSpinBox* m_limit;
    QComboBox* m_model;
    QComboBox* m_preset;
    QSpinBox* m_seed;
    QSpinBox* m_members;
    QComboBox* m_device;
    WatchChoice* m_watch;
    OptionsForm* m_modelOptions;
    OptionsForm* m_trainOptions;
    QLineEdit* m_out;
    QLabel* m_heading;
    QLabel* m_problem;
    QDialogButtonBox* m_buttons;
    std::optional<TrainPrefill> m_prefill;
    bool m_optionsFilled = true;  ///< false: the prefilled options wait for what their preset means
    bool m_pathEdited = false;    ///< the user chose a file; it is no longer proposed
    bool m_mayReplace = false;    ///< the file dialog asked about an existing file
    bool m_presetKnown = false;   ///< the forms show what the chosen preset means
};

}  // namespace nescio
