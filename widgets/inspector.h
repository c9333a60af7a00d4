// The right pane: one image as the model saw it, what the model said about it, and what was done to it on
// the way there.
#pragma once

#include <QWidget>

#include "core/values/breakdown.h"
#include "core/values/inspector_facts.h"

class QFormLayout;
class QLabel;

namespace nescio {

class ImageView;
class ImagePicker;

/// Shows InspectorFacts and lets the user step to another image of a set.   Thread: GUI.
class Inspector : public QWidget {
    Q_OBJECT

  public:
    explicit Inspector(QWidget* parent = nullptr);

    using QWidget::show;
    void show(const InspectorFacts& facts);
    /// Says what is being done to which image, before the answer is there.
    void showBusy(const QString& sentence);
    void showEmpty();
    [[nodiscard]] ImagePicker* picker() const { return m_picker; }

  private:
    void showNumbers(const InspectorFacts& facts);
    void showParts(const Breakdown& breakdown);
    void showOrigin(const InspectorFacts& facts);
    void forgetFacts();
    QLabel* addRow(QFormLayout* form, const QString& title, const char* name);

    QFormLayout* m_form;
    ImageView* m_view;
    ImagePicker* m_picker;
    QLabel* m_name;
    QLabel* m_headline;
    QLabel* m_logLikelihood;
    QLabel* m_density;
    QLabel* m_volume;
    QLabel* m_scaling;
    QLabel* m_parts;
    QLabel* m_rank;
    QLabel* m_changes;
    QLabel* m_source;
    QLabel* m_note;
};

}  // namespace nescio
