#include "app/pages/detection/import_dialog.h"

#include <algorithm>

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/scores/named_columns.h"
#include "widgets/control_names.h"
#include "widgets/number_words.h"
#include "widgets/theme.h"

namespace nescio {

ImportDialog::ImportDialog(ScoreMaterial material, QWidget* parent)
    : QDialog(parent),
      m_material(std::move(material)),
      m_file(
          named(new QLineEdit(this), "importFile",
                tr("Table with names in its first line, .npz or .npy: one number an image in each column. A "
                   "column “index” says which image of the set a row is of, from 0"))),
      m_unit(named(new QLineEdit(this), "importUnit",
                   tr("nats, bits, bits/dim, bytes …; a heading “loss [nats]” says it too"))),
      m_set(named(new QComboBox(this), "importSet", tr("The scored set that the images are of"))),
      m_direction(named(new QComboBox(this), "importDirection",
                        tr("Whether the columns are scores, and which values speak for OOD images"))),
      m_knows(named(new QComboBox(this), "importKnows",
                    tr("What made the values was told, beside the images; nobody else can tell"))),
      m_replace(named(new QCheckBox(tr("&Replace what has this name"), this), "importReplace",
                      tr("What the run has under it may go"))),
      m_says(named(new QLabel(this), "importSays", tr("What came of it"))) {
    setObjectName(QStringLiteral("importDialog"));
    setWindowTitle(tr("Import scores"));
    for (const auto& [id, title] : m_material.sets) m_set->addItem(toQt(title), toQt(id));
    m_direction->addItems({tr("columns for formulas only"), tr("scores: higher = out-of-distribution"),
                           tr("scores: lower = out-of-distribution")});
    m_knows->addItem(tr("choose what it was told"), -1);
    for (const auto knows :
         {Knowledge::Nothing, Knowledge::TrainingStatistics, Knowledge::SecondModel, Knowledge::OodLabels})
        m_knows->addItem(toQt(toText(knows)), static_cast<int>(knows));
    m_says->setWordWrap(true);
    m_says->setToolTip({});
    m_says->setMinimumHeight(6 * fontMetrics().lineSpacing());
    m_says->setAlignment(Qt::AlignTop);
    m_says->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_file->setMinimumWidth(280);
    auto* browseButton = named(new QPushButton(tr("&Browse…"), this), "importBrowse", tr("Choose the file"));
    browseButton->setAutoDefault(false);
    auto* file = new QHBoxLayout;
    file->addWidget(m_file, 1);
    file->addWidget(browseButton);
    auto* form = new QFormLayout;
    auto* fileLabel = new QLabel(tr("&File"), this);
    fileLabel->setBuddy(m_file);
    form->addRow(fileLabel, file);
    form->addRow(tr("&Set"), m_set);
    form->addRow(tr("&Meaning"), m_direction);
    form->addRow(tr("&Knows"), m_knows);
    form->addRow(tr("&Unit"), m_unit);
    form->addRow(m_replace);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_import = named(buttons->addButton(tr("&Import"), QDialogButtonBox::ActionRole), "importCommit",
                     tr("Read, match, audit and keep it with the run"));
    m_import->setDefault(true);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(2 * kGridPx);
    column->addLayout(form);
    column->addWidget(m_says, 1);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(browseButton, &QPushButton::clicked, this, &ImportDialog::browse);
    connect(m_file, &QLineEdit::textChanged, this, &ImportDialog::check);
    for (auto* box : {m_direction, m_knows})
        connect(box, &QComboBox::currentIndexChanged, this, &ImportDialog::check);
    connect(m_import, &QPushButton::clicked, this, [this] {
        m_import->setEnabled(false);
        m_says->setText(tr("Reading…"));
        Q_EMIT wanted(order());
    });
    check();
}

bool ImportDialog::isScore() const {
    return m_direction->currentIndex() > 0;
}

void ImportDialog::browse() {
    auto* dialog = new QFileDialog(this, tr("Import scores"));
    dialog->setObjectName(QStringLiteral("importChoice"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilter(tr("Numbers of images (*.csv *.tsv *.txt *.npz *.npy);;All files (*)"));
    connect(dialog, &QFileDialog::fileSelected, m_file, &QLineEdit::setText);
    dialog->open();
}

void ImportDialog::check() {
    QString missing;
    if (m_file->text().isEmpty() || m_set->count() == 0)
        missing = tr("Choose a file of one number an image.");
    else if (isScore() && m_knows->currentData().toInt() < 0)
        missing = tr("Say what made the scores was told: nobody else can tell.");
    m_import->setEnabled(missing.isEmpty());
    m_says->setText(missing);
}

void ImportDialog::showProblem(const QString& sentence) {
    m_says->setText(sentence);
    m_import->setEnabled(true);
}

void ImportDialog::showReport(const ImportReport& report) {
    const auto& measurement = report.imported.measurement;
    QStringList lines{
        tr("%1 rows, matched by %2; %3 of %4 images have a number.")
            .arg(countWords(report.rows), report.imported.byIndex ? tr("index") : tr("order"),
                 countWords(static_cast<std::int64_t>(report.images.rows()) - report.imported.missing),
                 countWords(static_cast<std::int64_t>(report.images.rows())))};
    for (std::size_t c = 0; c < report.findings.size(); ++c)
        for (const auto& finding : report.findings[c])
            lines << tr("Looks wrong: %1: %2")
                         .arg(toQt(nameInFormulas(measurement, c)), toQt(finding.sentence));
    for (const auto& remark : report.remarks) lines << tr("Note: %1.").arg(toQt(remark));
    for (const auto& score : report.scores) lines << tr("Kept as the score %1.").arg(toQt(score.id));
    m_says->setText(withTrueMinuses(lines.join(QLatin1Char('\n'))));
    m_import->setEnabled(true);
    adjustSize();
}

ImportOrder ImportDialog::order() const {
    ImportOrder order{.run = m_material.run,
                      .file = toStd(m_file->text()),
                      .set = toStd(m_set->currentData().toString()),
                      .unit = toStd(m_unit->text()),
                      .knows = static_cast<Knowledge>(std::max(0, m_knows->currentData().toInt()))};
    if (isScore())
        order.direction = m_direction->currentIndex() == 1 ? ScoreDirection::Higher : ScoreDirection::Lower;
    order.replace = m_replace->isChecked();
    order.replacedBy = toStd(m_replace->text().remove(QLatin1Char('&')));
    return order;
}

}  // namespace nescio
