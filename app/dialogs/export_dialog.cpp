#include "app/dialogs/export_dialog.h"

#include <cmath>
#include <utility>

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableWidget>
#include <QToolButton>

#include "app/dialogs/replace_question.h"
#include "core/values/failure.h"
#include "widgets/control_names.h"
#include "widgets/figure_export.h"
#include "widgets/paper/edits_form.h"
#include "widgets/paper/figure_bins.h"
#include "widgets/paper/figure_preview.h"
#include "widgets/paper/look_form.h"
#include "widgets/paper/style_file.h"
#include "widgets/qt_text.h"
#include "widgets/spin_box.h"

namespace nescio {
namespace {

constexpr int kTabsPx = 440;
constexpr QSize kDialogPx(1000, 620);

QDoubleSpinBox* makeMm(const char* name, const QString& hint, QWidget* parent) {
    auto* spin = named(new NumberBox(parent), name, hint);
    spin->setRange(20, 1000);
    spin->setDecimals(1);
    spin->setSuffix(QObject::tr(" mm"));
    return spin;
}

QWidget* scrolled(QWidget* widget) {
    auto* area = new QScrollArea;
    area->setWidget(widget);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    return area;
}

}  // namespace

ExportDialog::ExportDialog(FigureRecipe recipe, std::vector<FigureOffer> others, const QString& base,
                           const QString& format, QWidget* parent)
    : QDialog(parent),
      m_recipe(std::move(recipe)),
      m_preview(new FigurePreview(this)),
      m_look(new LookForm(this)),
      m_edits(new EditsForm(this)),
      m_sources(new SourcesForm(this)),
      m_style(named(new QComboBox(this), "exportStyle", tr("A look under a name"))),
      m_format(named(new QComboBox(this), "exportFormat",
                     tr("PDF and SVG are vectors with embedded fonts; CSV holds the plotted numbers; TEX is "
                        "pgfplots for LaTeX, with its numbers beside it"))),
      m_preset(named(new QComboBox(this), "exportPreset", tr("Column widths of journals"))),
      m_width(makeMm("exportWidth", tr("Printed width"), this)),
      m_height(makeMm("exportHeight", tr("Printed height"), this)),
      m_dpi(named(new WholeBox(this), "exportDpi", tr("Pixels per inch, PNG only"))),
      m_path(named(new QLineEdit(base + QLatin1Char('.') + format, this), "exportPath",
                   tr("The file to write"))) {
    setObjectName(QStringLiteral("exportDialog"));
    setWindowTitle(tr("Export figure"));
    auto* file = new QWidget;
    m_form = new QFormLayout(file);
    makeStyles(*m_form);
    makeFile(*m_form);
    auto* tabs = named(new QTabWidget(this), "exportTabs", tr("Size and file, and what the figure shows"));
    tabs->addTab(scrolled(file), tr("File"));
    tabs->addTab(scrolled(m_look), tr("Look"));
    tabs->addTab(m_edits->words(), tr("Words"));
    tabs->addTab(m_edits->axes(), tr("Axes"));
    tabs->addTab(m_edits->series(), tr("Colours"));
    tabs->addTab(m_sources, tr("Panels"));
    m_sources->show(m_recipe.sources, m_recipe.columns, std::move(others));
    m_look->setLook(m_recipe.look);
    m_edits->show(composed(m_recipe), m_recipe.edits);
    m_format->setCurrentIndex(std::max(0, m_format->findData(format)));
    offerBins();
    connectForms();
    layOut(tabs);
    applyFormat();
    m_preview->show(m_recipe);
}

void ExportDialog::makeStyles(QFormLayout& form) {
    auto* save = named(new QToolButton(this), "exportSaveStyle", tr("Keep this look under a name"));
    save->setText(tr("Save…"));
    auto* open = named(new QToolButton(this), "exportOpenStyle", tr("Take a look from a file"));
    open->setText(tr("Open…"));
    auto* row = new QHBoxLayout;
    row->addWidget(m_style, 1);
    row->addWidget(save);
    row->addWidget(open);
    auto* label = new QLabel(tr("St&yle"), this);
    label->setBuddy(m_style);
    form.addRow(label, row);
    offerStyles({});
    connect(m_style, &QComboBox::activated, this, &ExportDialog::takeStyle);
    connect(save, &QToolButton::clicked, this, &ExportDialog::saveStyle);
    connect(open, &QToolButton::clicked, this, &ExportDialog::openStyle);
}

void ExportDialog::makeFile(QFormLayout& form) {
    for (const QString& ending : figureFormats()) m_format->addItem(ending.toUpper(), ending);
    for (const auto& known : paperWidths()) m_preset->addItem(known.name, known.mm);
    m_preset->addItem(tr("custom"));
    m_dpi->setRange(72, 1200);
    m_dpi->setSuffix(tr(" dpi"));
    m_width->setValue(m_recipe.size.widthMm);
    m_height->setValue(m_recipe.size.heightMm);
    m_dpi->setValue(m_recipe.size.dpi);
    int preset = 0;
    while (preset < m_preset->count() - 1 &&
           std::abs(m_preset->itemData(preset).toDouble() - m_recipe.size.widthMm) > 0.05)
        ++preset;
    m_preset->setCurrentIndex(preset);
    m_path->setMinimumWidth(240);
    auto* browseButton = named(new QPushButton(tr("&Browse…"), this), "exportBrowse", tr("Choose the file"));
    browseButton->setAutoDefault(false);
    auto* file = new QHBoxLayout;
    file->addWidget(m_path, 1);
    file->addWidget(browseButton);
    form.addRow(tr("&Format"), m_format);
    form.addRow(tr("&Size"), m_preset);
    form.addRow(tr("&Width"), m_width);
    form.addRow(tr("&Height"), m_height);
    form.addRow(tr("&Resolution"), m_dpi);
    form.addRow(tr("&Bins"), m_edits->bins());
    auto* fileLabel = new QLabel(tr("F&ile"), this);
    fileLabel->setBuddy(m_path);
    form.addRow(fileLabel, file);
    connect(browseButton, &QPushButton::clicked, this, &ExportDialog::browse);
}

void ExportDialog::layOut(QTabWidget* tabs) {
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto* write = buttons->addButton(tr("&Export"), QDialogButtonBox::AcceptRole);
    named(write, "exportCommit", tr("Paint the figure anew and write it"));
    auto* keep = buttons->addButton(tr("&Keep for a larger figure"), QDialogButtonBox::ActionRole);
    named(keep, "exportKeep", tr("List it under Panels of the figures that are exported later"));
    keep->setAutoDefault(false);
    connect(keep, &QPushButton::clicked, this, [this] { Q_EMIT keepRequested(m_recipe); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::commit);
    auto* middle = new QHBoxLayout;
    middle->addWidget(m_preview, 1);
    middle->addWidget(tabs);
    tabs->setMinimumWidth(kTabsPx);
    resize(kDialogPx);
    auto* column = new QVBoxLayout(this);
    column->addLayout(middle, 1);
    if (!m_recipe.origin.run.isEmpty()) {
        auto* from = new QLabel(tr("Made when the run was %1").arg(m_recipe.origin.run), this);
        from->setObjectName(QStringLiteral("exportOrigin"));
        from->setToolTip(QStringList{m_recipe.origin.file, m_recipe.origin.weights}.join(QLatin1Char('\n')));
        column->addWidget(from);
    }
    column->addWidget(buttons);
}

void ExportDialog::connectForms() {
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::applyFormat);
    connect(m_preset, &QComboBox::currentIndexChanged, this, &ExportDialog::applyWidth);
    connect(m_width, &QDoubleSpinBox::valueChanged, this, &ExportDialog::takeSize);
    connect(m_dpi, &QSpinBox::valueChanged, this, &ExportDialog::takeSize);
    connect(m_height, &QDoubleSpinBox::valueChanged, this, [this] {
        m_ownHeight = true;
        takeSize();
    });
    connect(m_look, &LookForm::changed, this, &ExportDialog::takeLook);
    connect(m_edits, &EditsForm::changed, this, [this] {
        m_recipe.edits = m_edits->edits();
        takeSize();
    });
    connect(m_sources, &SourcesForm::changed, this, &ExportDialog::takeSources);
}

void ExportDialog::offerStyles(const QString& chosen) {
    const QSignalBlocker quiet(m_style);
    m_style->clear();
    m_style->addItem(tr("as it is"));
    m_style->addItem(tr("standard"));
    m_style->addItems(styleNames());
    m_style->setCurrentIndex(chosen.isEmpty() ? 0 : std::max(0, m_style->findText(chosen)));
}

void ExportDialog::takeStyle(int index) {
    constexpr int kStandard = 1;
    if (index < kStandard) return;
    try {
        m_look->setLook(index == kStandard ? FigureLook() : readStyle(styleFile(m_style->currentText())));
        takeLook();
    } catch (const Error& error) {
        Q_EMIT failed(toQt(error.what()));
    }
}

void ExportDialog::saveStyle() {
    auto* dialog = new QInputDialog(this);
    dialog->setObjectName(QStringLiteral("styleName"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save style"));
    dialog->setLabelText(tr("Name of the style"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString& name) {
        try {
            const QString file = styleFile(name);
            askBeforeReplacing(*this, {file}, [this, name, file] {
                writeStyle(m_recipe.look, file);
                offerStyles(name.trimmed());
            });
        } catch (const Error& error) {
            Q_EMIT failed(toQt(error.what()));
        }
    });
    dialog->open();
}

void ExportDialog::openStyle() {
    auto* dialog = new QFileDialog(this, tr("Open style"), stylesFolder(), tr("Styles (*.json)"));
    dialog->setObjectName(QStringLiteral("openStyle"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        try {
            m_look->setLook(readStyle(file));
            takeLook();
        } catch (const Error& error) {
            Q_EMIT failed(toQt(error.what()));
        }
    });
    dialog->open();
}

QString ExportDialog::path() const {
    return m_path->text().trimmed();
}

void ExportDialog::applyFormat() {
    const QString ending = m_format->currentData().toString();
    const QFileInfo file(m_path->text());
    m_path->setText(file.dir().filePath(file.completeBaseName() + QLatin1Char('.') + ending));
    m_dpi->setEnabled(ending == QLatin1String("png"));
    const bool sized = ending != QLatin1String("csv");
    for (QWidget* widget : std::initializer_list<QWidget*>{m_preset, m_height}) widget->setEnabled(sized);
    m_width->setEnabled(sized && m_preset->currentIndex() == m_preset->count() - 1);
}

void ExportDialog::applyWidth() {
    const bool custom = m_preset->currentIndex() == m_preset->count() - 1;
    m_width->setEnabled(custom);
    if (custom) return;
    m_ownHeight = false;
    m_width->setValue(m_preset->currentData().toDouble());
    takeSize();
}

/// There for figures that hold histograms with their values.
void ExportDialog::offerBins() {
    m_form->setRowVisible(m_edits->bins(), canRebin(composed(m_recipe)));
}

void ExportDialog::takeSources() {
    m_recipe.sources = m_sources->sources();
    m_recipe.columns = m_sources->columns();
    m_edits->show(composed(m_recipe), m_recipe.edits);
    offerBins();
    takeSize();
}

void ExportDialog::takeLook() {
    m_recipe.look = m_look->look();
    takeSize();
}

void ExportDialog::takeSize() {
    m_recipe.size = {.widthMm = m_width->value(), .heightMm = m_height->value(), .dpi = m_dpi->value()};
    if (!m_ownHeight) {
        m_recipe.size.heightMm = heightFor(m_recipe, m_recipe.size.widthMm);
        const QSignalBlocker quiet(m_height);
        m_height->setValue(m_recipe.size.heightMm);
    }
    m_preview->show(m_recipe);
}

void ExportDialog::browse() {
    auto* dialog = new QFileDialog(this, tr("Export figure"), m_path->text(),
                                   tr("Figures (*.pdf *.svg *.png *.csv *.tex)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite);  // asked when it is written
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& chosen) {
        m_path->setText(chosen);
        const int at = m_format->findData(QFileInfo(chosen).suffix().toLower());
        if (at >= 0) m_format->setCurrentIndex(at);
    });
    dialog->open();
}

void ExportDialog::commit() {
    askBeforeReplacing(*this, filesOf(path()), [this] {
        accept();
        Q_EMIT exportRequested(path(), m_recipe);
    });
}

}  // namespace nescio
