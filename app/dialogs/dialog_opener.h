// Opens the dialogs and hands what they ask for to the controllers. Never two of a kind: an impatient second
// click raises the first.
#pragma once

#include <QDialog>
#include <QPointer>
#include <QWidget>

#include "app/session/controllers.h"

namespace nescio {

class TrainDialog;

/// The window's dialogs.   Thread: GUI.
class DialogOpener : public QObject {
    Q_OBJECT

  public:
    DialogOpener(Controllers& controllers, QWidget& window);

    void train();
    /// The train dialog, prefilled with the run's own model under mutation.
    void trainBackground(const std::string& runPath);
    /// The train dialog, prefilled with a model of the local texture of the run's images.
    void trainLocal(const std::string& runPath);
    /// The train dialog, prefilled with a constant-volume Glow on the run's own images.
    void trainTwin(const std::string& runPath);
    void score();
    void addData();
    void getData();
    void openRun();
    /// Asks where to write the report of the current run.
    void writeReport();
    void about();

  Q_SIGNALS:
    void noticed(const nescio::Notice& notice);

  private:
    /// Shows a new dialog; false when one is open already, which then comes to the front.
    bool admit();
    void open(QDialog* dialog);
    void trainCompanion(const RunSummary& of, const RunSpec& spec, const QString& heading);
    void trainLike(const RunSummary& of, const RunSpec& spec, const QString& heading,
                   const std::string& companionOf);
    void openTraining(TrainDialog* dialog);
    void answerPreset(TrainDialog* dialog, const std::string& model, const std::string& preset,
                      const ImageShape& shape);

    Controllers& m_controllers;
    QWidget& m_window;
    QPointer<QDialog> m_open;
};

}  // namespace nescio
