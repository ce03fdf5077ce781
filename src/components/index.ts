import FlopTable from './FlopTable.astro'
import ModelName from './ModelName.astro'
import Num from './Num.astro'
import ParameterTable from './ParameterTable.astro'
import ShapeTable from './ShapeTable.astro'
import Shape from './Shape.astro'
import Sym from './Sym.astro'

/** What an author may use in a post without importing it. */
export const components = { FlopTable, ModelName, Num, ParameterTable, Shape, ShapeTable, Sym }
