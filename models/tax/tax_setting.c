#include "models/tax/tax_setting.h"

#include "models/calendar_kernel.h"

struct calendar_tax_years tax_setting_years(const struct tax_table *table)
{
    double month = (table->from.month + 9) % 12;
    return (struct calendar_tax_years){.shift_days = floor((153 * month + 2) / 5) + table->from.day - 1,
                                       .shift_years = table->from.month < 3 ? 1 : 0};
}
