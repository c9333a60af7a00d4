#include "app/dialogs/export_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include "app/dialogs/replace_question.h"
#include "widgets/plots/plot_view.h"
#include "widgets/spin_box.h"

namespace nescio {
namespace {

constexpr double kAspect = 2.0 / 3.0;  // height over width, until a rule or the user says otherwise

QDoubleSpinBox* makeMm(const char* name, const QString& hint, double value, QWidget* parent) {
    auto* spin = new NumberBox(parent);
    spin->setObjectName(QString::fromLatin1(name));
    spin->setToolTip(hint);
    spin->setAccessibleName(hint);
    spin->setRange(30, 400);
    spin->setDecimals(1);
    spin->setSuffix(QObject::tr(" mm"));
    spin->setValue(value);
    return spin;
}

}  // namespace

ExportDialog::ExportDialog(const QString& folder, const QString& name, QWidget* parent)
    : QDialog(parent),
      m_format(new QComboBox(this)),
      m_preset(new QComboBox(this)),
      m_width(makeMm("exportWidth", tr("Printed width"), kSingleColumnMm, this)),
      m_height(makeMm("exportHeight", tr("Printed height"), kSingleColumnMm * kAspect, this)),
      m_dpi(new WholeBox(this)),
      m_path(new QLineEdit(QDir(folder).filePath(name + QStringLiteral(".pdf")), this)) {
    setObjectName(QStringLiteral("exportDialog"));
    setWindowTitle(tr("Export figure"));
    m_format->setObjectName(QStringLiteral("exportFormat"));
    m_format->setToolTip(tr("PDF and SVG are vectors with embedded fonts; CSV holds the plotted numbers"));
    for (const char* ending : {"pdf", "svg", "png", "csv"})
        m_format->addItem(QString::fromLatin1(ending).toUpper(), QString::fromLatin1(ending));
    m_preset->setObjectName(QStringLiteral("exportPreset"));
    m_preset->setToolTip(tr("Column widths of journals"));
    m_preset->addItems({tr("single column, 84 mm"), tr("double column, 174 mm"), tr("custom")});
    m_dpi->setObjectName(QStringLiteral("exportDpi"));
    m_dpi->setToolTip(tr("Pixels per inch, PNG only"));
    m_dpi->setRange(72, 1200);
    m_dpi->setValue(300);
    m_dpi->setSuffix(tr(" dpi"));
    m_path->setObjectName(QStringLiteral("exportPath"));
    m_path->setToolTip(tr("The file to write"));
    m_path->setMinimumWidth(320);

    auto* browseButton = new QPushButton(tr("&Browse…"), this);
    browseButton->setObjectName(QStringLiteral("exportBrowse"));
    browseButton->setToolTip(tr("Choose the file"));
    browseButton->setAutoDefault(false);
    auto* file = new QHBoxLayout;
    file->addWidget(m_path, 1);
    file->addWidget(browseButton);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto* write = buttons->addButton(tr("&Export"), QDialogButtonBox::AcceptRole);
    write->setObjectName(QStringLiteral("exportCommit"));
    write->setToolTip(tr("Paint the figure anew and write it"));
    auto* form = new QFormLayout(this);
    form->addRow(tr("&Format"), m_format);
    form->addRow(tr("&Size"), m_preset);
    form->addRow(tr("&Width"), m_width);
    form->addRow(tr("&Height"), m_height);
    form->addRow(tr("&Resolution"), m_dpi);
    auto* fileLabel = new QLabel(tr("F&ile"), this);
    fileLabel->setBuddy(m_path);
    form->addRow(fileLabel, file);
    form->addRow(buttons);

    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::applyFormat);
    connect(m_preset, &QComboBox::currentIndexChanged, this, &ExportDialog::applyWidth);
    connect(browseButton, &QPushButton::clicked, this, &ExportDialog::browse);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        askBeforeReplacing(*this, {path()}, [this] {
            accept();
            Q_EMIT exportRequested(path(), size());
        });
    });
    applyFormat();
    applyWidth();
}

void ExportDialog::setHeightRule(std::function<double(double widthMm)> rule) {
    m_heightRule = std::move(rule);
    applyWidth();
}

FigureSize ExportDialog::size() const {
    return {.widthMm = m_width->value(), .heightMm = m_height->value(), .dpi = m_dpi->value()};
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
    m_width->setEnabled(sized && m_preset->currentIndex() == 2);
}

void ExportDialog::applyWidth() {
    const int preset = m_preset->currentIndex();
    m_width->setEnabled(preset == 2);
    if (preset == 2) return;
    const double width = preset == 0 ? kSingleColumnMm : kDoubleColumnMm;
    m_width->setValue(width);
    m_height->setValue(m_heightRule ? m_heightRule(width) : width * kAspect);
}

void ExportDialog::browse() {
    auto* dialog =
        new QFileDialog(this, tr("Export figure"), m_path->text(), tr("Figures (*.pdf *.svg *.png *.csv)"));
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

}  // namespace nescio
