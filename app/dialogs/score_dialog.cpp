#include "app/dialogs/score_dialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include "widgets/control_names.h"
#include "widgets/number_words.h"
#include "widgets/spin_box.h"

namespace nescio {

ScoreDialog::ScoreDialog(const std::vector<DataEntry>& sets, const RunSummary& run, QWidget* parent)
    : QDialog(parent),
      m_runPath(run.path),
      m_sets(new QListWidget(this)),
      m_limit(named(makeSpin(0, 100'000'000, 0, this), "scoreLimit", tr("Images of each set; 0 scores all"))),
      m_draws(named(
          makeSpin(1, 1000, 1, this), "scoreDraws",
          tr("Draws an image: dequantisation draws of a flow, averaged, or importance draws of a VAE, with "
             "which its bound tightens"))),
      m_seed(named(makeSpin(0, 999'999'999, 0, this), "scoreSeed", tr("Seed of those draws"))) {
    setObjectName(QStringLiteral("scoreDialog"));
    setWindowTitle(tr("Score data sets"));
    resize(460, 400);
    m_sets->setObjectName(QStringLiteral("scoreSets"));
    m_sets->setToolTip(tr("The sets to score"));
    m_limit->setSpecialValueText(tr("all"));
    m_limit->setToolTip(tr("Fewer than all are spread evenly over the set"));
    listSets(sets, run.shape);

    auto* form = new QFormLayout;
    form->addRow(tr("&Images of each"), m_limit);
    form->addRow(tr("Noise &draws"), m_draws);
    form->addRow(tr("S&eed"), m_seed);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto* score = buttons->addButton(tr("&Score"), QDialogButtonBox::AcceptRole);
    score->setObjectName(QStringLiteral("scoreCommit"));
    score->setToolTip(tr("Score in the background; the tables are kept in the run file"));
    auto* column = new QVBoxLayout(this);
    auto* lead = new QLabel(tr("Under %1").arg(toQt(run.title)), this);
    lead->setWordWrap(true);
    column->addWidget(lead);
    column->addWidget(m_sets, 1);
    column->addLayout(form);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        const ScoreRequest wanted = request();
        accept();
        if (!wanted.setIds.empty()) Q_EMIT scoreRequested(wanted);
    });
}

void ScoreDialog::listSets(const std::vector<DataEntry>& sets, const ImageShape& shape) {
    for (const auto& set : sets) {
        QString text = tr("%1 · %2 images").arg(toQt(set.title), countWords(set.count));
        const bool fits = set.shape == shape;
        if (!fits) text += tr(" · %1 → %2, recorded").arg(toQt(toText(set.shape)), toQt(toText(shape)));
        auto* item = new QListWidgetItem(text, m_sets);
        item->setData(Qt::UserRole, toQt(set.id));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable);
        item->setCheckState(set.shown && fits ? Qt::Checked : Qt::Unchecked);
    }
}

ScoreRequest ScoreDialog::request() const {
    ScoreRequest request;
    request.runPath = m_runPath;
    for (int row = 0; row < m_sets->count(); ++row)
        if (m_sets->item(row)->checkState() == Qt::Checked)
            request.setIds.push_back(toStd(m_sets->item(row)->data(Qt::UserRole).toString()));
    request.limit = m_limit->value();
    request.options.draws = m_draws->value();
    request.options.seed = static_cast<std::uint64_t>(m_seed->value());
    return request;
}

}  // namespace nescio
