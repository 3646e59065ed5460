export { findKedroProject, type KedroProject } from "./kedro-project";
export { kedroRemarks, type Remark } from "./remarks";
