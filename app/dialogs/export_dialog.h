// "Export figure": what the figure shows and how, a preview, the printed size, the file.
#pragma once

#include <QDialog>

#include "widgets/paper/sources_form.h"

class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QHBoxLayout;
class QLineEdit;
class QSpinBox;
class QTabWidget;

namespace nescio {

class EditsForm;
class FigurePreview;
class LookForm;

/// The form of an export.   Thread: GUI.
class ExportDialog : public QDialog {
    Q_OBJECT

  public:
    /// `base` is the proposed file without its ending, `format` that ending.
    ExportDialog(FigureRecipe recipe, std::vector<FigureOffer> others, const QString& base,
                 const QString& format, QWidget* parent = nullptr);

    /// The figure as it would be written now.
    [[nodiscard]] const FigureRecipe& recipe() const { return m_recipe; }
    [[nodiscard]] QString path() const;

  Q_SIGNALS:
    void exportRequested(const QString& path, const nescio::FigureRecipe& recipe);
    /// The figure is to be at hand for other figures to be put together with.
    void keepRequested(const nescio::FigureRecipe& recipe);
    /// A style could not be read or written.
    void failed(const QString& sentence);

  private:
    void makeFile(QFormLayout& form);
    void makeStyles(QFormLayout& form);
    void layOut(QTabWidget* tabs);
    void connectForms();
    void offerStyles(const QString& chosen);
    void takeStyle(int index);
    void saveStyle();
    void openStyle();
    void applyFormat();
    void applyWidth();
    void offerBins();
    void takeSources();
    void takeLook();
    void takeSize();
    void browse();
    void commit();

    FigureRecipe m_recipe;
    bool m_ownHeight = false;  ///< typed: it no longer follows what is in the figure
    FigurePreview* m_preview;
    QFormLayout* m_form = nullptr;
    LookForm* m_look;
    EditsForm* m_edits;
    SourcesForm* m_sources;
    QComboBox *m_style, *m_format, *m_preset;
    QDoubleSpinBox *m_width, *m_height;
    QSpinBox* m_dpi;
    QLineEdit* m_path;
};

}  // namespace nescio
