#include "widgets/paper/look_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QGridLayout>
#include <QSignalBlocker>

#include "widgets/control_names.h"
#include "widgets/spin_box.h"

namespace nescio {

LookForm::LookForm(QWidget* parent)
    : QWidget(parent),
      m_title(addCheck("lookTitle", tr("Title"))),
      m_note(addCheck("lookNote", tr("How the numbers came about"))),
      m_counts(addCheck("lookCounts", tr("n in the legend"))),
      m_footer(addCheck("lookFooter", tr("Sentences below"))),
      m_marks(addCheck("lookMarks", tr("Single images"))),
      m_legend(addCheck("lookLegend", tr("Legend"))),
      m_legendPlace(named(new QComboBox(this), "lookLegendPlace", tr("Where the legend stands"))),
      m_letters(named(new QComboBox(this), "lookLetters", tr("Letters of the panels"))),
      m_family(
          named(new QComboBox(this), "lookFont", tr("Family of the letters; only TrueType is embedded"))),
      m_text(addPoints("lookText", tr("Titles of axes"))),
      m_small(addPoints("lookSmall", tr("Numbers, legend, notes"))),
      m_line(addPoints("lookLine", tr("Width of curves"))) {
    m_line->setRange(0.1, 6);
    m_line->setSingleStep(0.1);
    m_legendPlace->addItems({tr("where there is room"), tr("top right"), tr("top left"), tr("bottom right"),
                             tr("bottom left"), tr("above")});
    m_letters->addItems({tr("none"), tr("a"), tr("(a)"), tr("A")});
    m_family->addItem(tr("standard"), QString());
    for (const QString& family : QFontDatabase::families(QFontDatabase::Latin))
        if (QFontDatabase::isSmoothlyScalable(family)) m_family->addItem(family, family);
    auto* checks = new QGridLayout;
    int at = 0;
    for (auto* box : {m_title, m_note, m_counts, m_footer, m_marks, m_legend}) {
        checks->addWidget(box, at / 2, at % 2);
        ++at;
    }
    auto* form = new QFormLayout(this);
    form->addRow(checks);
    form->addRow(tr("Legend"), m_legendPlace);
    form->addRow(tr("Panel letters"), m_letters);
    form->addRow(tr("Font"), m_family);
    form->addRow(tr("Axis titles"), m_text);
    form->addRow(tr("Small text"), m_small);
    form->addRow(tr("Curves"), m_line);
    for (auto* box : {m_legendPlace, m_letters, m_family})
        connect(box, &QComboBox::currentIndexChanged, this, &LookForm::changed);
    setLook({});
}

QCheckBox* LookForm::addCheck(const char* name, const QString& words) {
    auto* box = named(new QCheckBox(words, this), name, words);
    connect(box, &QCheckBox::toggled, this, &LookForm::changed);
    return box;
}

QDoubleSpinBox* LookForm::addPoints(const char* name, const QString& hint) {
    auto* box = named(new NumberBox(this), name, hint);
    box->setRange(3, 36);
    box->setDecimals(1);
    box->setSingleStep(0.5);
    box->setSuffix(tr(" pt"));
    connect(box, &QDoubleSpinBox::valueChanged, this, &LookForm::changed);
    return box;
}

void LookForm::setLook(const FigureLook& look) {
    const QSignalBlocker quiet(this);
    m_shown = look;
    m_title->setChecked(look.title);
    m_note->setChecked(look.note);
    m_counts->setChecked(look.counts);
    m_footer->setChecked(look.footer);
    m_marks->setChecked(look.marks);
    m_legend->setChecked(look.legend);
    m_legendPlace->setCurrentIndex(static_cast<int>(look.legendPlace));
    m_letters->setCurrentIndex(static_cast<int>(look.letters));
    m_family->setCurrentIndex(std::max(0, m_family->findData(look.paper.family)));
    m_text->setValue(look.paper.text);
    m_small->setValue(look.paper.small);
    m_line->setValue(look.paper.line);
}

FigureLook LookForm::look() const {
    FigureLook look = m_shown;
    look.title = m_title->isChecked();
    look.note = m_note->isChecked();
    look.counts = m_counts->isChecked();
    look.footer = m_footer->isChecked();
    look.marks = m_marks->isChecked();
    look.legend = m_legend->isChecked();
    look.legendPlace = static_cast<LegendPlace>(m_legendPlace->currentIndex());
    look.letters = static_cast<PanelLetters>(m_letters->currentIndex());
    look.paper.family = m_family->currentData().toString();
    look.paper.text = m_text->value();
    look.paper.small = m_small->value();
    // Titles keep their proportion to what stands around them.
    look.paper.title = m_shown.paper.title * m_small->value() / m_shown.paper.small;
    look.paper.line = m_line->value();
    return look;
}

}  // namespace nescio
